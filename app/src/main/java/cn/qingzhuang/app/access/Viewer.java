package cn.qingzhuang.app.access;

import java.util.List;
import java.util.UUID;

/**
 * Somebody who has signed in.
 *
 * @param title the name of the person
 * @param posts those that are valid today
 * @param mustReplace holds a one-time password and may do nothing before it is replaced
 */
public record Viewer(UUID account, String name, String title, List<Post> posts, boolean mustReplace) {
    public Viewer {
        posts = List.copyOf(posts);
    }
}
