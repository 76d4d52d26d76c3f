package cn.qingzhuang.sim.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The labels that offices use for coded elements. */
final class Codes {
    static final List<String> GENERIC = List.of("一类", "二类", "三类");

    /** Element and its labels. */
    private static final String LISTS = """
            person_sex 男/女
            head_sex 男/女
            complainant_sex 男/女
            person_ethnicity 汉族/土家族/苗族/回族/壮族/满族/蒙古族/彝族
            person_education 文盲或半文盲/小学/初中/高中/中专/大专/本科/硕士研究生
            person_marital_status 未婚/已婚/离婚/丧偶
            person_political_status 群众/中共党员/共青团员/民主党派
            relation_to_head 户主/配偶/子/女/父亲/母亲/孙子/孙女
            guardian_relation 父亲/母亲/祖父/祖母
            person_id_type 居民身份证/户口簿/护照
            person_nationality 中国
            person_hukou_nature 农业/非农业
            person_hukou_type 家庭户/集体户
            household_hukou_nature 农村/城镇
            dibao_grade A类/B类/C类
            mental_risk_level 0级/1级/2级/3级/4级/5级
            person_occupation_type 务农/务工/经商/学生/无业
            person_employment_status 在职/灵活就业/登记失业/未登记失业
            disability_type 视力/听力/言语/肢体/智力/精神/多重
            wound_level 一级/二级/三级/四级/五级/六级/七级/八级/九级/十级
            dwelling_structure 钢混/砖混/砖木/土木
            dwelling_grade A级/B级/C级/D级
            dwelling_source 自有/租赁/公房
            school_stage 学前/小学/初中/高中
            household_type 脱贫户/监测户/一般户/低保户/五保户
            person_health 健康/一般/有慢性病/残疾
            medical_insurance_type 城乡居民医保/职工医保/公费
            pension_type 城乡居保/职工养老
            correction_type 缓刑/假释
            veteran_category 伤残/三属/在乡复员/带病回乡/参战参试
            toilet_type 三格式/双瓮/粪尿分集/沼气
            hazard_code 滑坡/崩塌/泥石流
            org_industry 农业/建筑业/批发零售业/住宿餐饮业
            person_population_status 户籍/流动/注销
            """;

    /** Pattern of an element's id and the labels of those that match; the first that matches counts. */
    private static final String PATTERNS = """
            _sex$ 男/女
            ethnicity$ 汉族/土家族/苗族/回族/壮族/满族/蒙古族/彝族
            education$ 文盲或半文盲/小学/初中/高中/中专/大专/本科/硕士研究生
            political$ 群众/中共党员/共青团员/民主党派
            id_type$ 居民身份证/户口簿/护照
            relation 父亲/母亲/配偶/子/女
            ^apply_status 待审核/已通过/已退回
            satisfaction 满意/基本满意/不满意
            (task|event)_status 未开始/办理中/已办结
            status|state$ 正常/暂停/终止
            cause|reason|risk$ 因病/因残/因学/缺劳力/其他
            special_group|object_type|youth_type 低保对象/残疾人/特困人员/高龄老人/一般人员
            apply_type|aid_type|allowance_type 低保/临时救助/医疗救助
            contraception 上环/结扎/药具
            religion 无/佛教/道教
            water_source 自来水/井水/山泉水
            (dwelling|building|house|place|land)_(type|nature|use|condition) 住宅/商用/仓储
            org_(type|nature)|employer_nature 机关/事业单位/企业/社会组织
            level|grade|class 一级/二级/三级
            employment_form|occupation 公益性岗位/单位就业/灵活就业
            freq|daily 每天/经常/偶尔/从不
            """;

    private static final Pattern ID_LIKE = Pattern.compile("(_no|_code|_account|_cert_no|_uscc|_id)$|编号|编码|代码|证号|账号");
    private static final Pattern NUMBERED = Pattern.compile("编号|编码|代码|证号|账号|号码?$");
    private static final Pattern STANDARD = Pattern.compile("GB[ /A-Z]*\\d+(\\.\\d+)?|…");
    private final Map<String, List<String>> lists = new HashMap<>();
    private final List<Map.Entry<Pattern, List<String>>> patterns;
    private final Map<String, Optional<List<String>>> known = new ConcurrentHashMap<>();

    Codes() {
        entries(LISTS).forEach(e -> lists.put(e.getKey(), e.getValue()));
        patterns = entries(PATTERNS)
                .map(e -> Map.entry(Pattern.compile(e.getKey()), e.getValue()))
                .toList();
    }

    private static Stream<Map.Entry<String, List<String>>> entries(String text) {
        return text.lines().map(line -> {
            int space = line.indexOf(' ');
            return Map.entry(
                    line.substring(0, space), List.of(line.substring(space + 1).split("/")));
        });
    }

    Optional<List<String>> options(ElementInfo e) {
        return known.computeIfAbsent(e.id() + " " + e.name(), k -> find(e));
    }

    private Optional<List<String>> find(ElementInfo e) {
        List<String> own = lists.get(e.id());
        if (own != null) {
            return Optional.of(own);
        }
        boolean isNumber = ID_LIKE.matcher(e.id()).find() && !e.id().endsWith("flag");
        if (!e.type().equals("code") || isNumber) {
            return Optional.empty();
        }
        String codes = STANDARD.matcher(e.codes()).replaceAll("").split(";")[0].strip();
        if (codes.contains("/")) {
            return Optional.of(Stream.of(codes.split("/"))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList());
        }
        if (NUMBERED.matcher(e.name()).find()) {
            return Optional.empty();
        }
        return Optional.of(patterns.stream()
                .filter(p -> p.getKey().matcher(e.id()).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(GENERIC));
    }
}
