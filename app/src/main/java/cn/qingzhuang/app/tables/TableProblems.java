package cn.qingzhuang.app.tables;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;
import java.util.List;

/** What is told to those who describe and take tables; listed in docs/problems.md. */
public final class TableProblems {
    private TableProblems() {}

    static Problem badColumns(String why) {
        return of("TABLE-001", "表的各列不能这样选：" + why + "。", "请从目录中选择要取的数据项。");
    }

    static Problem badConditions(String why) {
        return of("TABLE-002", "取哪些人的条件不对：" + why + "。", "请换一种说法，例如“80周岁以上老年人”，或从条件中选择。");
    }

    static Problem refused(List<String> names) {
        return of(
                "TABLE-003",
                "本部门按这个用途不能取：" + String.join("、", names) + "。",
                "请去掉这几项（表中有遮盖的列时，也不能按出生日期、地址等挑人）；确有依据的，请安全管理员按文号登记授权后再取。");
    }

    static Problem badWords(String why) {
        return of("TABLE-004", "表不能保存：" + why + "。", "请补全名称、用途和依据后再保存。");
    }

    static Problem tooLong(int rowsMax) {
        return of("TABLE-005", "这张表超过 Excel 一张工作表能放的 " + rowsMax + " 行。", "请缩小范围分几次取，或改取 CSV。");
    }

    static Problem nothingMissing() {
        return of("TABLE-006", "这一项没有缺，不用请数源部门补。", "请直接取表。");
    }

    static Problem nobodyToAsk(String name) {
        return of("TABLE-011", "“" + name + "”没有数源部门可以请求：由各单位自己掌握，不向村里要。", "请去掉这一列，或请目录管理人员核对它的数源部门。");
    }

    static Problem settledAlready() {
        return of("TABLE-007", "这份请求已经办结。", "请刷新后再看。");
    }

    static Problem noReason(int most) {
        return of("TABLE-008", "没有写不能补的理由，或超过 " + most + " 字。", "请用一两句话写明理由。");
    }

    static Problem tooMany(int most) {
        return of("TABLE-009", "本部门保存的表已有 " + most + " 张。", "请先删去不再用的表。");
    }

    /** What was allowed when a download began no longer is. */
    public static Problem cut() {
        return of("TABLE-010", "取表期间权限已被收回，下载中断。", "请向安全管理员了解情况。");
    }

    static Problem noRoster() {
        return of("TABLE-012", "这个文件里没有读到每行一个人（或一户）的名单。", "请放入有表头的名单式表样；统计表、登记表请在“填表”页放入。");
    }

    private static Problem of(String code, String message, String action) {
        return new Problem(code, Blame.USER, Place.NOWHERE, message, action);
    }
}
