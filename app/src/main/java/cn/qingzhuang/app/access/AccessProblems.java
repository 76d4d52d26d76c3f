package cn.qingzhuang.app.access;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** The problems of signing in and of rights. None tells whether an account exists. */
public final class AccessProblems {
    private AccessProblems() {}

    private static Problem of(String code, String text, String action) {
        return new Problem(code, Blame.USER, Place.NOWHERE, text, action);
    }

    /** No such account, a wrong password, a closed account, an expired one-time password. */
    static Problem wrongPassword() {
        return of("ACCESS-001", "用户名或密码不对，或者账号已停用。", "请核对后再试；忘了密码，请安全管理员重新发一个一次性密码。");
    }

    /** Too many failures of this name from here, or from here altogether. */
    static Problem locked(long minutes) {
        return of("ACCESS-002", "输错次数太多，已暂停登录 " + minutes + " 分钟。", "请稍后再试；忘了密码，请安全管理员重新发一个一次性密码。");
    }

    /** No session, or one that has ended. */
    public static Problem notSignedIn() {
        return of("ACCESS-003", "还没有登录，或者登录已过期。", "请重新登录，没有保存的内容登录后再填一次。");
    }

    /** A right that no post of the viewer gives anywhere. */
    public static Problem notForThisRole() {
        return of("ACCESS-004", "您的岗位不能做这件事。", "确实需要的，请安全管理员调整岗位。");
    }

    /** A password that is too easy. */
    static Problem weakPassword(String why) {
        return of("ACCESS-005", "这个密码不能用：" + why + "。", "请换一个：至少 10 个字符，大写、小写、数字、符号占三种；或者一句 16 个字符以上的话，一个汉字算两个。");
    }

    /** A one-time password was not replaced yet. */
    public static Problem mustReplace() {
        return of("ACCESS-006", "现在用的是一次性密码。", "请先换成自己的密码。");
    }

    /** The one-time secret of the console is wrong, used, or was never given. */
    static Problem wrongSecret() {
        return of("ACCESS-007", "一次性口令不对，或者已经用过。", "请核对启动轻装的窗口里最近一次显示的口令。");
    }

    /** A role that does not go with the account's branch. */
    static Problem separated() {
        return of("ACCESS-008", "系统管理、安全管理、审计三种岗位互相分开，也不能与业务岗位放在一个账号里。", "请为这个岗位另建一个账号。");
    }

    /** An administrator who would act on himself. */
    static Problem ownAccount() {
        return of("ACCESS-009", "安全管理员不能改自己的账号和岗位。", "请另一位安全管理员来办；要换密码，用页面右上角的“换密码”。");
    }

    /** A sign-in name that is taken or none. */
    static Problem badName() {
        return of("ACCESS-010", "用户名已有人用，或者写法不对。", "请用 2 到 32 个字母、数字或汉字，可以带 . - _。");
    }

    /** A post that lacks something. */
    static Problem badPost(String why) {
        return of("ACCESS-011", "岗位不能设：" + why + "。", "请补全后再保存。");
    }

    /** Values are given for a stated purpose only. */
    static Problem noPurpose() {
        return of("ACCESS-020", "没有写明用途，或写得太长。", "请用一句话写明用这些资料做什么，再试一次；已经放入的表请删除后重新放入。");
    }

    /** A grant that lacks something. */
    static Problem badGrant(String why) {
        return of("ACCESS-021", "授权不能保存：" + why + "。", "请补全后再保存。");
    }

    /** What only the village's own people may choose. */
    public static Problem notForDepartments() {
        return of("ACCESS-022", "部门不能用村里以前的表来指定人员。", "请改为按表名列出，或请村里来填这张表。");
    }

    /** A file of settings for the identity server that lacks something. */
    static Problem badOidc(String why) {
        return new Problem(
                "ACCESS-024",
                Blame.US,
                Place.NOWHERE,
                "统一身份认证的设置 " + OidcSettings.FILE + " 不对：" + why + "。",
                "请系统管理员按 docs/spec/oidc.md 补全；没补好之前可以用用户名和密码登录。");
    }

    /** The identity server does not answer. */
    static Problem oidcAway() {
        return of("ACCESS-025", "统一身份认证现在连不上。", "请稍后再试，或者用用户名和密码登录。");
    }

    /** Somebody comes back whom this browser did not send, or with whom the identity server disagrees. */
    static Problem oidcRefused() {
        return of("ACCESS-026", "统一身份认证的登录没有完成。", "请从登录页重新开始。");
    }

    /** A subject that is linked already, or none. */
    static Problem badSubject() {
        return of("ACCESS-028", "这个统一身份标识已经关联了别的账号，或者写法不对。", "请核对后再关联。");
    }

    /** A home in which real people sign in is shown to nobody. */
    static Problem notADemonstration() {
        return of("ACCESS-012", "这个数据目录里有真实的账号，不能用来演示，什么也没有做。", "请用环境变量 QZ_HOME 换一个目录再运行 ./qz demo。");
    }

    /** A token for a post that has none of the data, or without a name. */
    static Problem badToken() {
        return of("ACCESS-030", "接口令牌不能发：只能发给村、乡镇或部门的岗位，并且要写明给哪个系统用。", "请选业务岗位，写上系统名称（40 字以内）。");
    }

    /** A machine that asks or pushes too often. */
    public static Problem tooOften(long seconds) {
        return of("ACCESS-031", "这个账号的程序请求得太快。", "请等 " + seconds + " 秒再试；推送时请把多行并成一批。");
    }
}
