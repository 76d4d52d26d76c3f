package cn.qingzhuang.app.server;

/** Why a page of ours asks for people, where the request itself does not say more. */
final class Purposes {
    private Purposes() {}

    /** The purpose of an endpoint, by the pattern of its path. */
    static String of(String pattern) {
        if (pattern.startsWith("/api/drafts")) {
            return "填报上级的表";
        }
        if (pattern.startsWith("/api/imports")) {
            return "收入村里的表";
        }
        if (pattern.startsWith("/api/review")) {
            return "核对存疑的资料";
        }
        if (pattern.contains("/events")) {
            return "登记人口变动";
        }
        if (pattern.endsWith("/looks")) {
            return "查看谁看过";
        }
        return pattern.endsWith("/workbook") ? "导出人员名单" : "日常查人";
    }
}
