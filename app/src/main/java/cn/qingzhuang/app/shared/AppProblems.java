package cn.qingzhuang.app.shared;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;
import java.nio.file.Path;

/** The problems of running the product itself: home, database, files of the command line. */
public final class AppProblems {
    private AppProblems() {}

    /** The path names nothing. */
    public static Problem noSuchFile(String name) {
        return new Problem("APP-001", Blame.USER, Place.file(name), "找不到文件“" + name + "”。", "请检查文件名和所在目录，再试一次。");
    }

    /** The path is a folder. */
    public static Problem folder(String name) {
        return new Problem(
                "APP-002",
                Blame.USER,
                Place.file(name),
                "“" + name + "”是文件夹，不是工作簿。",
                "请给出文件夹里的文件，例如 " + name + "/*.xlsx。");
    }

    /** The file is there and cannot be read. */
    public static Problem unreadableFile(String name) {
        return new Problem("APP-003", Blame.USER, Place.file(name), "没有权限读取“" + name + "”，或读取时出错。", "请检查文件权限和磁盘，再试一次。");
    }

    /** Output cannot be written. */
    public static Problem unwritable(String name) {
        return new Problem("APP-004", Blame.USER, Place.file(name), "无法写入“" + name + "”。", "请检查目录是否存在、有无写入权限、磁盘是否已满。");
    }

    /** Our own fault; details are in the log only. */
    public static Problem internal(String name) {
        return new Problem(
                "APP-005", Blame.US, Place.file(name), "处理“" + name + "”时程序出错，什么也没有写入。", "请重试；仍然出错请把日志交给维护人员。");
    }

    /** Another process holds the home and is no server. */
    public static Problem homeBusy(Path home) {
        return new Problem(
                "APP-010",
                Blame.USER,
                Place.NOWHERE,
                "另一个轻装进程正在使用数据目录 " + home + "。",
                "请等它结束再试；或者用环境变量 QZ_HOME 换一个数据目录。");
    }

    /** The home cannot be made or written. */
    public static Problem homeUnusable(Path home) {
        return new Problem(
                "APP-011", Blame.USER, Place.NOWHERE, "数据目录 " + home + " 不能使用。", "请检查目录权限和磁盘空间，或用环境变量 QZ_HOME 换一个目录。");
    }

    /** The embedded database does not come up. */
    public static Problem databaseDown(Path log) {
        return new Problem(
                "APP-012", Blame.US, Place.NOWHERE, "内置数据库没有启动成功，数据未受影响。", "请查看日志 " + log + "；磁盘已满或权限不对时请先处理，再试一次。");
    }

    /** No embedded database for this kind of machine. */
    public static Problem noBinaries(String platform) {
        return new Problem(
                "APP-013",
                Blame.US,
                Place.NOWHERE,
                "没有适合本机（" + platform + "）的内置数据库。",
                "请安装 PostgreSQL 15 或更新版本，并用 QZ_DB_URL、QZ_DB_USER、QZ_DB_PASSWORD 指明。");
    }

    /** The database named by QZ_DB_URL does not answer. */
    public static Problem externalDatabaseDown() {
        return new Problem(
                "APP-014",
                Blame.USER,
                Place.NOWHERE,
                "连接不上 QZ_DB_URL 指明的数据库。",
                "请检查地址、账号、密码，以及数据库是否在运行（需要 PostgreSQL 15 或更新版本）。");
    }

    /** The server holds the home and does not answer commands. */
    public static Problem serverSilent(int port) {
        return new Problem(
                "APP-015",
                Blame.USER,
                Place.NOWHERE,
                "服务正在运行（端口 " + port + "），但没有回答这个命令。",
                "请稍等再试；仍不行请停止服务（在它的窗口按 Ctrl+C）后再运行命令。");
    }

    /** The wait for another process was interrupted. */
    public static Problem interrupted() {
        return new Problem("APP-016", Blame.USER, Place.NOWHERE, "命令被中断。", "需要时请重新运行。");
    }

    /** The tables of the home are of another version and cannot be brought to this one. */
    public static Problem otherTables(Path home) {
        return new Problem(
                "APP-044",
                Blame.USER,
                Place.NOWHERE,
                "数据目录 " + home + " 里的数据库是另一个版本建的，不能接着使用，里面的数据没有改动。",
                "请用建它的版本打开，或用环境变量 QZ_HOME 换一个新目录；演示的目录可以直接删除，再运行 ./qz demo。");
    }

    /** The port is taken. */
    public static Problem portTaken(int port) {
        return new Problem(
                "APP-017",
                Blame.USER,
                Place.NOWHERE,
                "端口 " + port + " 被别的程序占用，服务没有启动。",
                "请用 --port 换一个端口，例如 ./qz serve --port 8090。");
    }

    /** A page of another site, or a name that only points here. */
    public static Problem foreignPage() {
        return new Problem("APP-020", Blame.USER, Place.NOWHERE, "只接受轻装自己网页的请求。", "请用启动轻装时显示的地址打开。");
    }

    /** A line of a confirmation file is no confirmation. */
    public static Problem badConfirmation(String file, int line, String why) {
        return new Problem(
                "APP-021",
                Blame.USER,
                Place.file(file),
                "“" + file + "”第 " + line + " 行不是有效的确认：" + why + "。",
                "每行写一个 JSON 对象：{\"file\",\"sheet\",\"ref\",\"element\",\"role\"}。");
    }

    /** The catalogue has no such element. */
    public static Problem noSuchElement(String element) {
        return new Problem(
                "APP-022", Blame.USER, Place.NOWHERE, "数据元目录里没有“" + element + "”。", "请改用目录里的数据元编号，或写 null 表示都不合适。");
    }

    /** No slot at that place. */
    public static Problem noSuchSlot(String file, String sheet, String ref) {
        return new Problem(
                "APP-023",
                Blame.USER,
                Place.file(file).sheet(sheet),
                "“" + file + "”的工作表“" + sheet + "”里没有填报位 " + ref + "。",
                "请用 ./qz read 查看该表的填报位（ref）。");
    }

    /** No job, draft or page of that name. */
    public static Problem notFound() {
        return new Problem("APP-018", Blame.USER, Place.NOWHERE, "没有找到要看的内容，可能已被清理。", "请回到首页重新打开，或重新拖入文件。");
    }

    /** The upload is over the limit. */
    public static Problem uploadTooLarge() {
        return new Problem("APP-019", Blame.USER, Place.NOWHERE, "上传的文件太大。", "请一次少传几个，或把文件拆小后再传。");
    }

    /** A request that no page of ours sends. */
    public static Problem malformedRequest() {
        return new Problem("APP-024", Blame.USER, Place.NOWHERE, "请求的内容不完整或写法不对。", "请刷新网页后再试。");
    }

    /** A cell that cannot be answered: fixed, computed or not on the draft. */
    public static Problem notAsked(String ref) {
        return new Problem("APP-025", Blame.USER, Place.NOWHERE, "单元格 " + ref + " 不是待填的格子。", "请在待填或待确认的格子里填写。");
    }

    /** A value that cannot be right. */
    public static Problem wrongValue(String ref, String reason) {
        return new Problem("APP-026", Blame.USER, Place.NOWHERE, "单元格 " + ref + " 的内容不对：" + reason + "。", "请改正后再填。");
    }

    /** Two templates of one run would be written to the same file. */
    public static Problem sameOutput(String name) {
        return new Problem(
                "APP-028",
                Blame.USER,
                Place.file(name),
                "“" + name + "”与本次另一个模板同名，或输出目录就是模板所在的目录，没有写出。",
                "请换一个输出目录，或分两次填写。");
    }

    /** A template in which no table was found. */
    public static Problem noTable(String file) {
        return new Problem(
                "APP-029", Blame.SOURCE, Place.file(file), "“" + file + "”里没有找到可以填写的表格。", "请检查是否发错了文件；表格应有表头（各栏的名称）。");
    }

    /** A workbook whose bytes were taken away because values in it were erased by law. */
    public static Problem fileErased(String file) {
        return new Problem(
                "ERASURE-003",
                Blame.USER,
                Place.file(file),
                "“" + file + "”里有按法律要求清除的资料，原表已不再保存。",
                "收下的其他内容仍在台账里；确实还要用，请村里另放一份不含这些资料的表。");
    }

    /** A file that is no backup of ours, or a damaged one. */
    public static Problem badBackup(String file) {
        return new Problem(
                "APP-041",
                Blame.SOURCE,
                Place.file(file),
                "“" + file + "”不是轻装的备份，或已损坏，什么也没有恢复。",
                "请换一份备份；用 ./qz backup 做出的文件不能改动。");
    }

    /** A backup whose tables this program does not know. */
    public static Problem laterBackup(String file) {
        return new Problem("APP-042", Blame.USER, Place.file(file), "备份“" + file + "”由更新的版本做出，没有恢复。", "请先升级轻装再恢复。");
    }

    /** Only a home that holds nothing can take a backup. */
    public static Problem homeNotEmpty(Path home) {
        return new Problem(
                "APP-043", Blame.USER, Place.NOWHERE, "数据目录 " + home + " 里已有数据，没有恢复。", "请用环境变量 QZ_HOME 指一个新的空目录，再恢复。");
    }

    /** A complaint without words, or with too many. */
    public static Problem badComplaint(int max) {
        return new Problem("APP-040", Blame.USER, Place.NOWHERE, "意见没有内容，或超过 " + max + " 个字。", "请写几句话，说明哪里不该问、为什么。");
    }
}
