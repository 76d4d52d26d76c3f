package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.Catalogue;
import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import cn.qingzhuang.engine.sheet.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads from a title whom a table lists: 80周岁以上老年人花名册 lists persons aged 80 and over. The same words as in statistics
 * headers, so a new code list or group extends what can be read; what restricts and is not understood is kept apart.
 */
public final class PopulationReader {
    private static final Pattern FORM = Pattern.compile(
            "(?:基本)?(?:情况|信息|数据)?(?:花名册|名册|名单|清册|清单|台账|台帐|统计表|登记表|汇总表|情况表|信息表|明细表|审批表|申请表|公示表|公示名单|发放表|发放册|发放清册|发放花名册|调查表|月报表|季报表|年报表|报表|一览表|统计|登记册|登记簿|备案表|导入表|导入模板|模板|采集表|月报|季报|年报|摸底表|排查表|核查表|档案|概况及名册|册|表)(?:\\([^()]*\\))?$");
    private static final Pattern PLACE = Pattern.compile(
            "^(?:[\\u4e00-\\u9fa5]{2,3}省)?(?:[\\u4e00-\\u9fa5]{2,4}(?:市|州|盟))?(?:[\\u4e00-\\u9fa5]{1,6}?(?:自治县|自治区|新区|县|区|旗|市))?(?:[\\u4e00-\\u9fa5]{1,6}?(?:街道办事处|街道|镇|乡))?(?:[\\u4e00-\\u9fa5]{1,6}?(?:村民委员会|居民委员会|村委会|居委会|社区|村))?");
    private static final Pattern YEAR = Pattern.compile(
            "(?:19|20)\\d{2}(?:年)?(?:度)?(?:\\d{1,2}月(?:份)?)?(?:第?[一二三四1234]季度|上半年|下半年)?|附[件表][一二三四五六七八九十\\d]*[:.]?|\\([一二三四五六七八九十\\d]+\\)|\\([^()]*(?:村级|镇级|县级|汇总)\\)");

    /** 健康管理 is a business of an office; it does not say that the listed are healthy, nor 就业培训 that they have work. */
    private static final Pattern BUSINESS =
            Pattern.compile("(?:健康|就业)(?:管理|体检|检查|档案|服务|扶持|扶贫|教育|监测|随访|评估|状况|情况|信息|帮扶|培训|援助|创业)|残疾预防");

    /** Words of titles that say what is done with the list, not who is on it. */
    private static final Set<String> DEEDS = Set.of(
            "参加", "享受", "领取", "补贴", "补助", "津贴", "两项补贴", "资金", "发放", "人员", "信息", "情况", "基本情况", "基本", "统计", "汇总", "名单",
            "名册", "家庭", "困难", "生活", "动态", "管理", "服务", "摸底", "排查", "登记", "核查", "公示", "审核", "认定", "待遇", "救助", "补助金",
            "救助金", "慰问", "走访", "对象", "及", "和", "与", "的", "月度", "季度", "年度", "最新", "在册", "全部", "所有", "城乡", "农村", "居民",
            "村民", "各村", "情况表", "明细", "表", "册", "新增或", "动态管理", "工作", "上报", "审批", "申请", "数据", "采集", "核对", "入户", "联系",
            "结对", "帮扶", "包保", "责任", "人口", "变动", "更新", "建档", "档案", "探视", "巡访", "关爱", "随访", "体检", "健康", "医疗", "保险", "参保",
            "缴费", "务工", "就业", "培训", "教育", "资助", "住房", "保障", "历史", "导入", "月", "年", "季", "网格", "城区", "片区", "小区", "村级",
            "镇级", "分村", "分组", "辖区", "全村", "全镇", "本村");

    /** In the title of statistics these say that the figures are of an organisation, not of the village's people. */
    private static final Pattern ORGAN =
            Pattern.compile("协会|[党团]?组织|机构|单位|企业|医院|学校|班子|两委|干部|职工|编制|团队|队伍|村委会|居委会|中心|工作站");

    /** What a list may be of besides people and events: its title names the group, in words that no element holds. */
    private static final Set<SubjectType> THINGS =
            Set.of(SubjectType.ORGANISATION, SubjectType.PLACE, SubjectType.DWELLING);

    /** What is paid: the table counts those who were paid. */
    private static final Pattern PAYMENT = Pattern.compile("补贴|补助|津贴");

    private final AggregateLexer lexer;

    private final TitleReader titles;

    private PopulationReader(AggregateVocabulary vocabulary) {
        this.lexer = new AggregateLexer(vocabulary);
        this.titles = new TitleReader(vocabulary, new SingleValues());
    }

    public static PopulationReader standard() {
        return of(Catalogue.standard());
    }

    /** A reader over another catalogue, whose code lists and elements are words of titles as well. */
    public static PopulationReader of(Catalogue catalogue) {
        return new PopulationReader(AggregateVocabulary.of(catalogue));
    }

    /**
     * Whom the table lists.
     *
     * @param elements what its columns mean as far as known, as stored keys; may be empty
     */
    public Population read(String title, TableKind kind, List<ElementKey> elements) {
        return kind == TableKind.STATISTICS ? ofStatistics(title, elements) : ofList(title, kind, elements);
    }

    private Population ofList(String title, TableKind kind, List<ElementKey> elements) {
        TitleReader.Title read = titles.read(title);
        AggregateClause clause = read.clause();
        SubjectType subject = subject(stripped(title), clause, kind, elements);
        if (THINGS.contains(subject)) {
            String group = withoutDeeds(stripped(title));
            return new Population(subject, List.of(), group.isEmpty() ? List.of() : List.of(group), List.of());
        }
        boolean isAboutPeople = subject == SubjectType.PERSON || subject == SubjectType.HOUSEHOLD;
        List<Condition> conditions =
                isAboutPeople ? AggregateConditions.simplified(grownWomen(title, clause.conditions())) : List.of();
        return new Population(subject, conditions, read.unexplained(), read.matters());
    }

    /**
     * A list of 妇女 is one of grown women, where a count of 妇女 is mostly one of all. Whether girls of 15 to 17 stand in
     * lists of 育龄妇女 differs from office to office: who is unclear is not listed.
     */
    private static List<Condition> grownWomen(String title, List<Condition> conditions) {
        ElementKey age = ElementKey.of("person_age");
        Condition grown = new Condition.Between(age, Optional.of("18"), Optional.empty());
        if (!title.contains("妇女")) {
            return conditions;
        }
        List<Condition> out = new ArrayList<>();
        boolean isOpen = true;
        for (Condition condition : conditions) {
            boolean isOfAge = AggregateConditions.keys(condition).contains(age);
            boolean isFertile = condition instanceof Condition.Between between
                    && between.from().equals(Optional.of("15"))
                    && title.contains("育龄");
            out.add(
                    isFertile
                            ? new Condition.Between(age, Optional.of("18"), ((Condition.Between) condition).to())
                            : condition);
            isOpen &= !isOfAge;
        }
        if (isOpen) {
            out.add(grown);
        }
        return out;
    }

    private Population ofStatistics(String title, List<ElementKey> elements) {
        TableKind kind = TableKind.STATISTICS;
        String text = stripped(title);
        AggregateClause clause = AggregateClauseReader.read(text, true, lexer, new SingleValues());
        Set<String> unexplained = new LinkedHashSet<>();
        for (String word : clause.unexplained()) {
            String rest = withoutDeeds(word);
            if (!rest.isEmpty()) {
                unexplained.add(rest);
            }
        }
        boolean isOfStatistics = kind == TableKind.STATISTICS;
        String besideGroups = lexer.words(text).stream()
                .filter(word -> !word.is(AggregateWord.Sense.GROUP))
                .map(AggregateWord::text)
                .collect(Collectors.joining());
        Matcher organ = ORGAN.matcher(besideGroups);
        if (isOfStatistics && organ.find()) {
            unexplained.add(organ.group());
        }
        Matcher payment = PAYMENT.matcher(besideGroups);
        if (clause.groups() == 0 && payment.find()) {
            unexplained.add(payment.group());
        }
        boolean isOfTwo = isOfStatistics
                && (organ.reset().find()
                        || clause.groups() > 1
                        || hasTwoMatters(clause)
                        || isNarrowed(lexer.words(text)));
        if (isOfTwo) {
            unexplained.addAll(groupsOf(lexer.words(text)));
        }
        List<Condition> conditions = isOfTwo ? List.of() : AggregateConditions.simplified(clause.conditions());
        SubjectType subject = subject(text, clause, kind, elements);
        boolean isAboutPeople = subject == SubjectType.PERSON || subject == SubjectType.HOUSEHOLD;
        return new Population(subject, isAboutPeople ? conditions : List.of(), List.copyOf(unexplained), List.of());
    }

    /** The plain facts that being listed tells of a subject: whoever stands in 残疾人名单 is disabled. */
    public static List<Condition.OneOf> impliedFacts(Population population) {
        List<Condition.OneOf> out = new ArrayList<>();
        if (!population.unexplained().isEmpty()) {
            return out;
        }
        for (Condition condition : population.conditions()) {
            if (condition instanceof Condition.OneOf one && one.values().size() == 1) {
                out.add(one);
            }
        }
        return out;
    }

    /** The groups that a title about several names: 脱贫劳动力务工 is one of three words, 脱贫人口和监测对象 are two groups. */
    private static List<String> groupsOf(List<AggregateWord> words) {
        List<String> out = new ArrayList<>();
        boolean isJoined = true;
        for (AggregateWord word : words) {
            isJoined |= word.is(AggregateWord.Sense.OR);
            if (word.is(AggregateWord.Sense.GROUP)) {
                int last = out.size() - 1;
                out.add(isJoined ? word.text() : out.remove(last) + word.text());
                isJoined = false;
            }
        }
        return out;
    }

    /** 适龄儿童: what nobody knows narrows a group, so that the group alone says too little. */
    private static boolean isNarrowed(List<AggregateWord> words) {
        for (int i = 1; i < words.size(); i++) {
            boolean isUnknown = words.get(i - 1).is(AggregateWord.Sense.UNKNOWN)
                    && !withoutDeeds(words.get(i - 1).text()).isEmpty();
            if (isUnknown && words.get(i).is(AggregateWord.Sense.GROUP)) {
                return true;
            }
        }
        return false;
    }

    /** Sex and age describe one group; anything more is two matters, and which header is about which is open. */
    private static boolean hasTwoMatters(AggregateClause clause) {
        long matters = clause.conditions().stream()
                .flatMap(condition -> AggregateConditions.keys(condition).stream())
                .map(ElementKey::element)
                .filter(element -> !element.equals("person_sex") && !element.equals("person_age"))
                .distinct()
                .count();
        return matters > 1;
    }

    private static String stripped(String title) {
        String text = AggregateVocabulary.key(title);
        text = YEAR.matcher(text).replaceAll("");
        text = BUSINESS.matcher(text).replaceAll("");
        Matcher place = PLACE.matcher(text);
        text = place.lookingAt() ? text.substring(place.end()) : text;
        Matcher form = FORM.matcher(text);
        return form.find() ? text.substring(0, form.start()) : text;
    }

    private static String withoutDeeds(String word) {
        String rest = word;
        boolean isShorter = true;
        while (isShorter && !rest.isEmpty()) {
            isShorter = false;
            for (String deed : DEEDS) {
                if (rest.startsWith(deed)) {
                    rest = rest.substring(deed.length());
                    isShorter = true;
                    break;
                }
                if (rest.endsWith(deed)) {
                    rest = rest.substring(0, rest.length() - deed.length());
                    isShorter = true;
                    break;
                }
            }
        }
        return rest;
    }

    private SubjectType subject(String text, AggregateClause clause, TableKind kind, List<ElementKey> elements) {
        if (kind == TableKind.STATISTICS) {
            return clause.subject().orElse(SubjectType.UNIT);
        }
        boolean hasPerson = has(elements, "person_name", "") || has(elements, "person_id_no", "");
        boolean hasHead = has(elements, "person_name", "head") || has(elements, "person_id_no", "head");
        if (hasPerson && !elements.isEmpty()) {
            return SubjectType.PERSON;
        }
        if (hasHead || has(elements, "household_no", "")) {
            return SubjectType.HOUSEHOLD;
        }
        SubjectType most = majority(elements, kind);
        if (THINGS.contains(most)) {
            return most; // 商户登记表
        }
        if (text.endsWith("户") || text.endsWith("家庭") || clause.subject().equals(Optional.of(SubjectType.HOUSEHOLD))) {
            return SubjectType.HOUSEHOLD;
        }
        return clause.subject().orElse(most);
    }

    private static boolean has(List<ElementKey> elements, String element, String role) {
        return elements.contains(new ElementKey(element, role));
    }

    private SubjectType majority(List<ElementKey> elements, TableKind kind) {
        SubjectType best = kind == TableKind.ROSTER ? SubjectType.PERSON : SubjectType.OTHER;
        long most = 0;
        for (SubjectType type : SubjectType.values()) {
            long count = elements.stream()
                    .filter(key -> lexer.catalogue().subjectOf(key) == type)
                    .count();
            if (count > most && type != SubjectType.OTHER) {
                most = count;
                best = type;
            }
        }
        return best;
    }

    /** In a title no neighbours settle what a value belongs to: only values of one list are taken. */
    private static final class SingleValues implements AggregateClauseReader.Chooser {
        @Override
        public Optional<AggregateWord.Value> choose(AggregateWord word, List<ElementKey> attributes) {
            List<AggregateWord.Value> distinct =
                    word.valueOf().stream().distinct().toList();
            return distinct.size() == 1 && !EverydayLabels.needsContext(word.text(), distinct.get(0))
                    ? Optional.of(distinct.get(0))
                    : Optional.empty();
        }

        @Override
        public boolean isAboutAge(List<ElementKey> attributes) {
            return false;
        }
    }
}
