package cn.qingzhuang.engine.meaning.headers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Says in words which features spoke for a candidate, what a person can check most easily first. */
final class EvidenceText {
    private static final int MOST = 4;
    private static final double WEAK = 0.15;
    private static final Map<String, String> PHRASES = phrases();

    private EvidenceText() {}

    private static Map<String, String> phrases() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("o said", "工作人员在别的表中确认过同样的表头");
        out.put("x NAME", "与目录中的名称相同");
        out.put("x SYNONYM", "是目录收录的同义表头");
        out.put("x ALIAS", "是这一数据项的常用写法");
        out.put("x GLOSS", "与名称括号中的写法相同");
        out.put("xk ", "连同括号与已知写法相同");
        out.put("xp ", "连同上级表头与已知写法相同");
        out.put("xl ", "去掉虚词后与已知写法相同");
        out.put("xt ", "连同标题与已知写法相同");
        out.put("xr ", "去掉人的称谓后与已知写法相同");
        out.put("xg ", "括号中的说明与已知写法相同");
        out.put("m ", "以往表格中同样的表头是这个意思");
        out.put("r leaf", "表头写明了是谁的");
        out.put("r path", "上级表头写明了是谁的");
        out.put("r block", "接在左边同一人的栏目之后");
        out.put("c owner", "与左边栏目是同一个人");
        out.put("r self said", "表头说的就是本行的人");
        out.put("w values fit", "已填的内容符合");
        out.put("k ", "选项属于该数据项的代码");
        out.put("t need in path", "上级表头说到同一事项");
        out.put("t path", "上级表头说到同一事项");
        out.put("t parent", "上级表头说到同一事项");
        out.put("t need in title", "标题说到同一事项");
        out.put("t title", "标题说到同一事项");
        out.put("t general need in title", "标题说到同一事项");
        out.put("t general title", "标题说到同一事项");
        out.put("t general path", "上级表头说到同一事项");
        out.put("c relation asked", "表中有“与户主关系”，各行是家庭成员");
        out.put("c head named", "表中有户主姓名");
        out.put("c person named", "表中另有本人姓名");
        out.put("t leaf explained", "表头说到同一事项");
        out.put("t all of leaf", "表头的每个词都对得上");
        out.put("u", "上级表头与已知写法相近，本栏是其中一项");
        out.put("a same", "问的是同一种内容");
        out.put("a flag", "都是问“是否”");
        out.put("a of parent", "上级表头问的是同一种内容");
        out.put("t needs met", "需要的限定词都有");
        out.put("v ", "单位或选项相符");
        out.put("s ", "字面相近");
        out.put("c family of neighbours", "左右栏目问的是同一类事");
        out.put("c family", "同一张表的其他栏目问的是同一类事");
        out.put("f frequency", "是常见的栏目");
        out.put("f ", "这类表格常问");
        return out;
    }

    static List<String> of(Features features, FeatureSpace space, double[] weights) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            String phrase = phrase(space.name(features.id(i)));
            if (!phrase.isEmpty()) {
                sums.merge(phrase, weights[features.id(i)] * features.value(i), Double::sum);
            }
        }
        List<String> out = new ArrayList<>();
        for (String phrase : new LinkedHashSet<>(PHRASES.values())) {
            if (out.size() < MOST && sums.getOrDefault(phrase, 0.0) > WEAK) {
                out.add(phrase);
            }
        }
        return out;
    }

    private static String phrase(String feature) {
        for (Map.Entry<String, String> e : PHRASES.entrySet()) {
            if (feature.startsWith(e.getKey())) {
                return e.getValue();
            }
        }
        return "";
    }
}
