package cn.qingzhuang.engine.sheet;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;

/** The refusals of this package, one method a kind; docs/problems.md lists them. */
final class SheetProblems {
    private static final String SAVE_AS_XLSX = "请用 WPS 或 Excel 打开该文件，另存为“Excel 工作簿(*.xlsx)”后再上传。";
    private static final String SEND_AGAIN = "请让发送人重新发送，或用 WPS、Excel 打开修复后另存为 .xlsx 再上传。";

    private SheetProblems() {}

    private static Problem of(String code, String file, String message, String action) {
        return new Problem(code, Blame.SOURCE, Place.file(file), "文件“" + file + "”" + message, action);
    }

    static Problem missing(String file) {
        return of("SHEET-001", file, "不存在。", "请检查文件名和所在文件夹。");
    }

    static Problem folder(String file) {
        return of("SHEET-002", file, "是文件夹，不是表格文件。", "请选择文件夹里的表格文件。");
    }

    static Problem unreadableFile(String file) {
        return of("SHEET-003", file, "读不出来，可能正被别的程序占用或没有读取权限。", "请关闭正在打开它的程序，或复制一份后再上传。");
    }

    static Problem empty(String file) {
        return of("SHEET-004", file, "是空文件，没有任何内容。", "请检查是否发错了文件，重新上传。");
    }

    static Problem tooLarge(String file, String what) {
        return of("SHEET-005", file, "太大：" + what + "。", "请删去与填报无关的工作表、图片和空白行，或拆成几个文件后再上传。");
    }

    static Problem passwordProtected(String file) {
        return of("SHEET-006", file, "设有打开密码，无法读取。", "请用 WPS 或 Excel 打开，取消密码后另存，再上传。");
    }

    static Problem damaged(String file, String why) {
        return of("SHEET-007", file, "已损坏或不完整（" + why + "）。", SEND_AGAIN);
    }

    static Problem macros(String file) {
        return of("SHEET-008", file, "含有宏程序，为安全起见不予读取。", SAVE_AS_XLSX);
    }

    static Problem hostile(String file, String why) {
        return of("SHEET-009", file, "的内部结构不正常（" + why + "），为安全起见不予读取。", SAVE_AS_XLSX);
    }

    static Problem foreignContent(String file, String what) {
        return of("SHEET-010", file, "含有" + what + "，为安全起见不予读取。", "请用 WPS 或 Excel 打开，删除这些内容后另存为 .xlsx 再上传。");
    }

    static Problem html(String file) {
        return of("SHEET-011", file, "其实是网页（HTML），不是 Excel 表格，只是改了扩展名。", SAVE_AS_XLSX);
    }

    static Problem otherFormat(String file, String what) {
        return of("SHEET-012", file, "是" + what + "，不是 Excel 表格。", SAVE_AS_XLSX);
    }

    static Problem unknownFormat(String file) {
        return of("SHEET-013", file, "不是能识别的表格文件（.xlsx、.xls、.csv）。", SAVE_AS_XLSX);
    }

    static Problem encoding(String file, int line) {
        return of(
                "SHEET-014",
                file,
                "第 " + line + " 行的文字编码既不是 UTF-8 也不是 GB18030，读出来会是乱码。",
                "请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。");
    }

    static Problem noSheets(String file) {
        return of("SHEET-015", file, "里没有任何工作表。", "请检查是否发错了文件，重新上传。");
    }

    static Problem badCell(String file, String sheet, String cell, String why) {
        return new Problem(
                "SHEET-017",
                Blame.SOURCE,
                Place.file(file).sheet(sheet).cell(cell),
                "文件“" + file + "”的工作表“" + sheet + "”在单元格 " + cell + " 处写法不合规（" + why + "）。",
                SEND_AGAIN);
    }

    static Problem tooLargeSheet(String file, String sheet, String what) {
        return new Problem(
                "SHEET-018",
                Blame.SOURCE,
                Place.file(file).sheet(sheet),
                "文件“" + file + "”的工作表“" + sheet + "”太大：" + what + "。",
                "请删去表格以外的空白行列，或拆成几个文件后再上传。");
    }

    static Problem csvQuotes(String file, long line) {
        return of("SHEET-019", file, "第 " + line + " 行附近的引号不成对，分不清各列。", "请用 WPS 或 Excel 打开检查该行，另存为 .xlsx 后再上传。");
    }
}
