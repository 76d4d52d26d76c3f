package cn.qingzhuang.app.catalog;

import cn.qingzhuang.engine.Problem;
import cn.qingzhuang.engine.Problem.Blame;
import cn.qingzhuang.engine.Problem.Place;
import java.util.List;

/** What the catalogue tells people; listed in docs/problems.md. */
final class CatalogueProblems {
    private CatalogueProblems() {}

    static Problem badElement(String id, List<String> troubles) {
        return new Problem(
                "CATALOGUE-001",
                Blame.USER,
                Place.NOWHERE,
                "数据元“" + id + "”不能保存：" + String.join("；", troubles) + "。",
                "请改正这几项后再保存。");
    }

    static Problem badCodes(String id, List<String> troubles) {
        return new Problem(
                "CATALOGUE-002",
                Blame.USER,
                Place.NOWHERE,
                "代码集“" + id + "”不能保存：" + String.join("；", troubles) + "。",
                "请改正这几项后再保存。");
    }

    static Problem idTaken(String kind, String id) {
        return new Problem(
                "CATALOGUE-005",
                Blame.USER,
                Place.NOWHERE,
                "目录里已经有标识为“" + id + "”的" + kind + "。",
                "请换一个标识，或在目录里找到它再修改。");
    }

    static Problem noHeader(String file, String sheet) {
        return new Problem(
                "CATALOGUE-003",
                Blame.USER,
                Place.file(file).sheet(sheet).cell("A1"),
                "文件“" + file + "”的工作表“" + sheet + "”第一行既没有“标识”列，也没有“代码集”和“名称”两列。",
                "请先导出目录，在导出的表上修改后再导入。");
    }

    static Problem brokenFile(String path) {
        return new Problem(
                "CATALOGUE-004",
                Blame.US,
                Place.file(path),
                "数据目录里的目录文件“" + path + "”已损坏，先按随软件提供的目录读表。",
                "请运行一次 ./qz catalogue，它会按数据库里的记录重新写出这个文件。");
    }
}
