package cn.qingzhuang.app.server;

import org.springframework.web.multipart.MultipartFile;

/** What is believed of an uploaded file: its bytes and the last part of its name. */
final class Uploads {
    private Uploads() {}

    static String name(MultipartFile file) {
        String given = String.valueOf(file.getOriginalFilename()).replace('\\', '/');
        String name = given.substring(given.lastIndexOf('/') + 1).replaceAll("\\p{Cntrl}", "");
        return name.isBlank() || name.equals("null") ? "未命名" : name;
    }
}
