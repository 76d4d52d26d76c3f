package cn.qingzhuang.app.feed;

import cn.qingzhuang.app.feed.store.WebhookStore;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where changes may be sent to: only to hosts that the system administrator has named, so that nobody makes the server ask
 * addresses that only it can reach. A name that comes to mean this machine or its own link is refused, unless it was named as
 * just that.
 */
final class Targets {
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]{1,200}|\\[[0-9a-f:]{2,45}\\]");
    private static final Pattern NAMED_HERE = Pattern.compile("localhost|[0-9.]+|\\[.*\\]");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final WebhookStore store;
    private final Clock clock;

    Targets(WebhookStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<String> hosts() {
        return store.hosts();
    }

    /** Problem FEED-010 when it is no host with a port. */
    void allow(String host, String by) {
        String plain = host.strip().toLowerCase(Locale.ROOT);
        int colon = plain.lastIndexOf(':');
        boolean isHost = colon > 0
                && HOST.matcher(plain.substring(0, colon)).matches()
                && plain.substring(colon + 1).matches("[1-9][0-9]{0,4}");
        if (!isHost) {
            throw FeedProblems.badHost();
        }
        store.allow(plain, clock.instant(), by);
    }

    void disallow(String host) {
        store.disallow(host.strip().toLowerCase(Locale.ROOT));
    }

    /** The address; Problem FEED-011 when it is none, FEED-012 when nothing may be sent there. */
    URI require(String target) {
        URI uri;
        try {
            uri = new URI(target.strip());
        } catch (URISyntaxException e) {
            throw FeedProblems.badTarget();
        }
        boolean isWhole = List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getFragment() == null;
        if (!isWhole) {
            throw FeedProblems.badTarget();
        }
        if (!isAllowed(uri)) {
            throw FeedProblems.targetNotAllowed(host(uri));
        }
        return uri;
    }

    private boolean isAllowed(URI uri) {
        return store.hosts().contains(host(uri));
    }

    private static String host(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? HTTPS : HTTP;
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    /**
     * What is known of a target now.
     *
     * @param refusal why nothing may be sent there, if so
     * @param addresses what its name means: what is sent goes to one of these, and the name is not looked up again; none when it means
     *     nothing now, which fails by itself and is tried again
     */
    record Checked(Optional<String> refusal, List<InetAddress> addresses) {
        Checked {
            addresses = List.copyOf(addresses);
        }

        private static Checked refused(String why) {
            return new Checked(Optional.of(why), List.of());
        }
    }

    Checked check(URI uri) {
        if (!isAllowed(uri)) {
            return Checked.refused("系统管理员没有允许发往 " + host(uri));
        }
        String name = uri.getHost().toLowerCase(Locale.ROOT);
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(name));
            boolean isHere = addresses.stream().anyMatch(Targets::isHere);
            return isHere && !NAMED_HERE.matcher(name).matches()
                    ? Checked.refused(name + " 指向本机或本地链路")
                    : new Checked(Optional.empty(), addresses);
        } catch (UnknownHostException e) {
            return new Checked(Optional.empty(), List.of());
        }
    }

    private static boolean isHere(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }
}
