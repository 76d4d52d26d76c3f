package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.catalog.ElementKey;
import cn.qingzhuang.engine.catalog.SubjectType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What makes a reading doubtful though each of its words is known: then the number is asked. A word whose meaning went
 * by shows in that a reading says less than its header must: a part that is as large as its whole, two headers of a
 * table that read alike, a title about people whom no condition describes.
 */
final class AggregateDoubts {
    /** Ends of unknown title words that name whose figures these are, where the village's people are not meant. */
    private static final Pattern OTHERS = Pattern.compile(
            ".*(干部|职工|班子|两委|编制|团队|队伍|(?<![党团])组织|机构|单位|企业|公司|学校|卫生院|卫生室|敬老院|养老院|幼儿园|工作站|服务站|人员|教师|医生|员|工|者|军人|生|家庭|户|对象)");

    private static final Pattern PAYMENT = Pattern.compile(".*(补贴|补助|津贴).*");

    private final Population population;
    private final Function<String, List<AggregateWord>> words;

    /** Whether headers of the table tell town from country. */
    private final boolean isOfTownToo;

    private boolean isFirstRead;
    private boolean isTitleSaid;

    /** @param words cuts a word of the title */
    AggregateDoubts(
            Population population, Function<String, List<AggregateWord>> words, List<AggregateReader.Header> headers) {
        this.population = population;
        this.words = words;
        this.isOfTownToo =
                headers.stream().anyMatch(header -> header.path().toString().matches(".*(城|非农).*"));
    }

    /** The words that make the reading of one header doubtful; empty where none does. */
    List<String> of(AggregateLevels levels, Optional<AggregateResolved> total, AggregateResolved read) {
        List<String> out = new ArrayList<>();
        boolean isOfTitle = !isOfAll(levels);
        if (isOfTitle && isOfPeople(read)) {
            out.addAll(titleOfOthers());
        }
        if (isOfTitle && isOfOtherSubjects(read)) {
            out.add("标题");
        }
        if (isOfTitle && isOfPeople(read) && !isTitleSaid(levels, read) && isGroupOfTitle(levels, total, read)) {
            out.add(levels.leafText());
        }
        if (isAgeOfHouseholds(levels, read)
                || isOfOtherKind(levels)
                || isPaid(levels, read)
                || isThing(levels, read)
                || isOfPlace(levels, read)) {
            out.add(levels.leafText());
        }
        if (isWholeAgain(levels, total, read) || isSumOfAges(read)) {
            out.add(levels.leafText());
        }
        return out;
    }

    /**
     * The words of the title that leave open whom a header counts: those not understood where the header names nobody
     * itself, and groups of a title about two matters unless the header is about one of them.
     */
    List<String> openOfTitle(AggregateLevels levels, List<Condition> hard, List<Condition> own) {
        List<String> open = new ArrayList<>();
        List<Condition> said = new ArrayList<>(hard);
        said.addAll(own);
        boolean isAboutOne = population.unexplained().stream()
                .anyMatch(entry -> isAbout(groups(entry), said)
                        || !groups(entry).isEmpty() && levels.path().stream().anyMatch(text -> text.contains(entry)));
        for (String word : population.unexplained()) {
            boolean isGroup = !groups(word).isEmpty();
            boolean isOfOthers = levels.leansOnTitle() && (!levels.hasOwnMatter() || AggregateLevels.isOfPeople(word));
            if (!isAboutOne && (isGroup || isOfOthers)) {
                open.add(word);
            }
        }
        return open;
    }

    /** The conditions of the groups that a part of the title names, in order. */
    private List<List<Condition>> groups(String entry) {
        return words.apply(entry).stream()
                .map(AggregateWord::conditions)
                .filter(conditions -> !conditions.isEmpty())
                .toList();
    }

    /** Whether it is about one of the groups and says all those before it too: 脱贫劳动力务工 leaves 务工人数 open. */
    private boolean isAbout(List<List<Condition>> groups, List<Condition> said) {
        for (List<Condition> group : groups) {
            if (AggregateConditions.isRelated(group, said)) {
                return true;
            }
            if (!AggregateConditions.isWithin(said, group)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isOfAll(AggregateLevels levels) {
        return Stream.concat(levels.uppers().stream(), Stream.of(levels.leaf()))
                .anyMatch(clause -> clause.marks().isReset());
    }

    private static boolean isOfPeople(AggregateResolved read) {
        SubjectType subject = read.expression().subject();
        return subject == SubjectType.PERSON || subject == SubjectType.HOUSEHOLD;
    }

    private List<String> titleOfOthers() {
        return population.unexplained().stream()
                .filter(word -> OTHERS.matcher(word).matches() && groups(word).isEmpty())
                .toList();
    }

    /** The party members of a table about 市场主体 are those of the firms. */
    private boolean isOfOtherSubjects(AggregateResolved read) {
        SubjectType title = population.subject();
        boolean isOfThings =
                title == SubjectType.ORGANISATION || title == SubjectType.PLACE || title == SubjectType.EVENT;
        return isOfThings && read.expression().subject() != title;
    }

    /** Whether the first number of the table is that of the title's people, which is to say that the others are parts. */
    private boolean isTitleSaid(AggregateLevels levels, AggregateResolved read) {
        boolean isCount = read.expression().measure() == Expression.Measure.COUNT;
        if (!isFirstRead && isCount) {
            isFirstRead = true;
            isTitleSaid = AggregateConditions.isWithin(said(levels), population.conditions());
        }
        return isTitleSaid;
    }

    private static List<Condition> said(AggregateLevels levels) {
        List<Condition> out = new ArrayList<>(levels.leaf().conditions());
        levels.uppers().forEach(upper -> out.addAll(upper.conditions()));
        levels.stubs().forEach(stub -> out.addAll(stub.conditions()));
        return out;
    }

    /** 劳动力资源调查 / 16周岁以上人口数: a header that names people itself, whom the title alone would narrow. */
    private boolean isGroupOfTitle(AggregateLevels levels, Optional<AggregateResolved> total, AggregateResolved read) {
        List<Condition> said = said(levels);
        boolean isNarrowed = population.conditions().stream()
                .anyMatch(condition -> read.conditions().contains(condition) && !said.contains(condition));
        boolean isNamed = levels.leaf().groups() > 0
                || levels.leaf().isSubjectSaid() && !levels.leaf().marks().isOpen();
        return isNarrowed && isNamed && !(levels.isOf() && total.isPresent());
    }

    /** 户籍户数 / 60岁以上: persons have an age, and who is counted of the households nobody says. */
    private static boolean isAgeOfHouseholds(AggregateLevels levels, AggregateResolved read) {
        return read.expression().subject() == SubjectType.HOUSEHOLD
                && levels.leaf().isModifier()
                && !levels.isHouseholdSaid()
                && levels.leaf().conditions().stream()
                        .flatMap(condition -> AggregateConditions.keys(condition).stream())
                        .anyMatch(key -> key.element().equals("person_age")
                                || key.element().equals("person_sex"));
    }

    /** 职业构成 / 学生: a group that is no value of what the upper header breaks down by. */
    private static boolean isOfOtherKind(AggregateLevels levels) {
        List<ElementKey> kinds = levels.uppers().stream()
                .filter(upper -> upper.conditions().isEmpty())
                .flatMap(upper -> upper.attributes().stream())
                .toList();
        List<ElementKey> keys = levels.leaf().conditions().stream()
                .flatMap(condition -> AggregateConditions.keys(condition).stream())
                .toList();
        return !kinds.isEmpty() && !keys.isEmpty() && Collections.disjoint(kinds, keys);
    }

    /** 水井: the label of what households have, where nothing says that households are counted and not wells. */
    private boolean isThing(AggregateLevels levels, AggregateResolved read) {
        return read.expression().measure() == Expression.Measure.COUNT
                && read.expression().subject() == SubjectType.HOUSEHOLD
                && levels.leaf().isModifier()
                && !levels.isMarked()
                && population.subject() != SubjectType.HOUSEHOLD
                && levels.stubs().isEmpty()
                && !levels.isNounSaid()
                && !levels.isOfAttribute();
    }

    /** 农村户厕, 农村总户数: 农村 is where they live, unless the town stands beside it or 农业 is said. */
    private boolean isOfPlace(AggregateLevels levels, AggregateResolved read) {
        return !isOfTownToo
                && levels.path().stream().noneMatch(text -> text.contains("农业"))
                && levels.stubs().isEmpty()
                && read.conditions().stream()
                        .flatMap(condition -> AggregateConditions.keys(condition).stream())
                        .anyMatch(key -> key.element().endsWith("hukou_nature"));
    }

    /** A table of payments counts those who were paid, and only headers that name the payment say so. */
    private boolean isPaid(AggregateLevels levels, AggregateResolved read) {
        return isOfPeople(read)
                && population.unexplained().stream()
                        .anyMatch(word -> PAYMENT.matcher(word).matches())
                && levels.path().stream().noneMatch(text -> text.matches(".*(补贴|补助|津贴).*"));
    }

    /** 党员, 其中：在册党员: a part that is no smaller than its whole. */
    private static boolean isWholeAgain(
            AggregateLevels levels, Optional<AggregateResolved> total, AggregateResolved read) {
        return levels.leaf().marks().isOf()
                && read.expression().measure() == Expression.Measure.COUNT
                && total.filter(whole -> whole.expression().subject()
                                        == read.expression().subject()
                                && AggregateConditions.isWithin(whole.conditions(), read.conditions()))
                        .isPresent();
    }

    private static boolean isSumOfAges(AggregateResolved read) {
        return read.expression().measure() == Expression.Measure.SUM
                && read.expression().operand().equals(Optional.of(ElementKey.of("person_age")));
    }
}
