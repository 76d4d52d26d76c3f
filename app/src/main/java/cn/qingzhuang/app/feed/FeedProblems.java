package cn.qingzhuang.app.feed;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** The problems of following the ledger and of rows that are sent to it. */
public final class FeedProblems {
    private FeedProblems() {}

    private static Problem of(String code, String text, String action) {
        return new Problem(code, Blame.USER, Place.NOWHERE, text, action);
    }

    /** An element that the catalogue does not know, none, or too many. */
    static Problem badElements(String why) {
        return of("FEED-004", "订阅的数据元不对：" + why + "。", "请从数据元目录里选，写数据元的编号。");
    }

    /** Elements that may not leave for the department, the region and the purpose. */
    static Problem notEntitled(String names) {
        return of("FEED-005", "没有授权：" + names + "。", "请安全管理员登记授权（部门、地区、用途要一致），或者去掉这些项重新订阅。");
    }

    /** Too many subscriptions of one department. */
    static Problem tooMany(int max) {
        return of("FEED-006", "一个部门最多 " + max + " 个订阅。", "请先停掉不用的。");
    }

    /** Elements or a unit beyond what the subscription has. */
    static Problem beyond() {
        return of("FEED-007", "要的数据元或地区超出了这个订阅。", "请在订阅的范围内取，或者另外订阅。");
    }

    /** A region of more than one county: each has a ledger and a chain of its own. */
    static Problem moreThanACounty() {
        return of("FEED-008", "订阅的地区不能大过一个县。", "请按县分别订阅。");
    }

    /** What is no host with a port. */
    static Problem badHost() {
        return of("FEED-010", "主机写得不对。", "请写成“主机名:端口”或“IP:端口”，例如 data.example.gov.cn:443。");
    }

    /** What is no address to send to. */
    static Problem badTarget() {
        return of("FEED-011", "接收地址写得不对。", "请写完整的 http 或 https 地址，不带用户名和 # 号。");
    }

    /** A host that the system administrator has not named. */
    static Problem targetNotAllowed(String host) {
        return of("FEED-012", "不能发往 " + host + "。", "请系统管理员先允许这个主机和端口。");
    }

    /** The secret of a webhook was sealed by another home. */
    static Problem sealedElsewhere() {
        return of("FEED-013", "签名用的密钥打不开：数据库换过数据目录。", "请把原来的 secrets.key 放回数据目录，或者重新设置接收地址，把新密钥交给对方。");
    }

    /** A key that is missing or none. */
    static Problem badKey() {
        return of("FEED-020", "推送没有带请求键，或者写得不对。", "请在 Idempotency-Key 里给每一批一个不重复的键：1 到 100 个字母、数字或符号。");
    }

    /** Something else was sent under the key before. */
    static Problem otherBytes() {
        return of("FEED-021", "这个请求键已经用过，当时推送的内容、单位或日期与这次不同。", "重发请原样重发；新的内容请换一个键。");
    }

    /** JSON that is none of rows. */
    static Problem badRows() {
        return of("FEED-022", "推送的 JSON 不是一批行。", "请写成 [{\"姓名\":\"…\",\"身份证号\":\"…\"}, …]：每行一个对象，值是文字或数字。");
    }

    /** A day beside a workbook, which says its day itself. */
    static Problem dayInWorkbook() {
        return of("FEED-023", "推送工作簿时日期写在表里，不能另外给。", "请在表头上方写“填报日期：”，或者改推 CSV、JSON。");
    }
}
