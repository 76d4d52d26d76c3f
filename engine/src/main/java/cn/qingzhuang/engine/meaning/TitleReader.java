package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.meaning.AggregateWord.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the title of a list. In 残疾人两项补贴发放表 the words up to the last noun for people (残疾人) say who is listed, those
 * behind it what is told of them or done with them. So only what stands before the noun, or speaks of some of them only
 * (转出, 未参保), restricts; a word that restricts and is no condition is kept apart.
 */
final class TitleReader {
    /** Names of places hold no word for people, so that 返乡人员 and 城乡居民 are none. */
    private static final Pattern PLACE = Pattern.compile(
            "^(?!城乡|农村|乡村|各村|整村|全村|社区矫正|社区服刑)(?:N{2,3}省)?(?:N{2,4}(?:市|州|盟))?(?:N{1,6}?(?:自治县|自治区|新区|县|区|旗|市))?(?:N{1,6}?(?:街道办事处|街道|镇|乡))?(?:N{1,6}?(?:村民委员会|居民委员会|村委会|居委会|社区|村))?"
                    .replace("N", "[\\u4e00-\\u9fa5&&[^员户民未到返者的及党残险]]"));

    private static final Pattern YEAR = Pattern.compile(
            "(?:19|20)\\d{2}(?:年)?(?:度)?(?:\\d{1,2}月(?:份)?)?(?:第?[一二三四1234]季度|上半年|下半年)?|附[件表][一二三四五六七八九十\\d]*[:.]?|\\([一二三四五六七八九十\\d]+\\)");
    private static final Pattern ASIDE =
            Pattern.compile("\\([^()]*(?:村级|镇级|乡级|县级|市级|汇总|县|区|市|镇|乡|村|街道|版|字段|样表|模板|平台|试行)\\)|\\((?:村|居|社区)\\)");

    /** What a group ends with when it names people and not a state of theirs: 残疾人, but not 就业. */
    private static final Pattern NOUN = Pattern.compile(
            ".*(?:人|员|者|户|儿童|妇女|青年|军人|士兵|家庭|遗属|子女|生|孤儿|烈属|三属|对象|低保|特困|五保|优抚|群众|分子|人士|孕妇|孤老|男性|女性|老年|人口|劳动力)");
    /** The same for words nobody knows: 楼组长, 村民代表. */
    private static final Pattern NAMED = Pattern.compile(
            ".*(?:人|员|者|户|长|手|师|委|生|民|属|职工|代表|干部|骨干|队|队伍|团队|小组|班子|专家|人才|书记|主任|股东|母亲|父亲|儿童|幼儿|少年|青少年|青少|产妇|对象|家庭|能人|乡贤|分子|力量)");

    /** What a title says of those whom its table lists. */
    record Title(AggregateClause clause, List<String> unexplained, List<String> matters) {}

    private enum Role {
        CONDITION,
        JOINT,
        PEOPLE,
        TOPIC,
        DEED,
        SUBSET,
        LIGHT,
        UNKNOWN
    }

    private record Word(AggregateWord word, Role role) {
        String text() {
            return word.text();
        }

        boolean restricts() {
            return role == Role.UNKNOWN || role == Role.SUBSET || role == Role.DEED || role == Role.TOPIC;
        }
    }

    private final TitleWords vocabulary = TitleWords.standard();
    private final AggregateLexer lexer;
    private final AggregateClauseReader.Chooser chooser;

    TitleReader(AggregateVocabulary words, AggregateClauseReader.Chooser chooser) {
        this.lexer = new AggregateLexer(words, vocabulary.all());
        this.chooser = chooser;
    }

    Title read(String title) {
        List<Word> words = withoutForm(roles(glued(lexer.words(stripped(title)))));
        int noun = lastNoun(words);
        List<Word> head = words.subList(0, noun + 1);
        List<Word> rest = words.subList(noun + 1, words.size());
        AggregateClause clause = clause(head);
        List<Word> restricting =
                new ArrayList<>(head.stream().filter(Word::restricts).toList());
        List<Word> some = rest.stream().filter(w -> w.role == Role.SUBSET).toList();
        boolean isWhole =
                restricting.isEmpty() && some.isEmpty() && clause.unexplained().isEmpty();
        if (!isWhole) {
            List<Word> phrase = some.isEmpty() ? head : words;
            restricting.addAll(some);
            return new Title(clause, List.of(phrase(phrase)), matters(restricting));
        }
        boolean isOfGroup = !clause.conditions().isEmpty();
        List<Word> done = rest.stream()
                .filter(w -> w.role == Role.DEED || w.role == Role.UNKNOWN)
                .toList();
        return new Title(clause, List.of(), isOfGroup ? List.of() : matters(done));
    }

    /** The words that tell most: 转出 before 组织关系, what nobody knows before 补助. */
    private static List<String> matters(List<Word> words) {
        Role telling = Stream.of(Role.SUBSET, Role.UNKNOWN)
                .filter(role -> words.stream().anyMatch(w -> w.role == role))
                .findFirst()
                .orElse(Role.DEED);
        boolean hasDeed = words.stream().anyMatch(w -> w.role == telling);
        return words.stream()
                .filter(w -> !hasDeed || w.role == telling)
                .map(Word::text)
                .distinct()
                .toList();
    }

    /** The words that say who, without what says nothing at either end. */
    private static String phrase(List<Word> words) {
        int from = 0;
        int to = words.size();
        while (from < to && words.get(from).role == Role.LIGHT) {
            from++;
        }
        while (to > from && words.get(to - 1).role == Role.LIGHT) {
            to--;
        }
        StringBuilder out = new StringBuilder();
        words.subList(from, to).forEach(w -> out.append(w.text()));
        return out.toString();
    }

    private static String stripped(String title) {
        String text = AggregateVocabulary.key(title);
        text = YEAR.matcher(text).replaceAll("");
        text = ASIDE.matcher(text).replaceAll("");
        Matcher place = PLACE.matcher(text);
        return place.lookingAt() && place.end() < text.length() ? text.substring(place.end()) : text;
    }

    /** 楼 组 长 is one word that nobody knows: single characters beside unknown ones belong to them. */
    private static List<AggregateWord> glued(List<AggregateWord> words) {
        List<AggregateWord> out = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            int end = i;
            boolean hasUnknown = false;
            while (end < words.size() && isLoose(words.get(end))) {
                hasUnknown |= words.get(end++).is(Sense.UNKNOWN);
            }
            boolean isTail = hasUnknown && end == i + 1 && words.get(i).text().matches("[员长者户手师]");
            if (isTail && !out.isEmpty()) {
                String before = out.remove(out.size() - 1).text();
                out.add(AggregateWord.plain(before + words.get(i++).text(), Sense.UNKNOWN));
            } else if (hasUnknown) {
                StringBuilder text = new StringBuilder();
                words.subList(i, end).forEach(w -> text.append(w.text()));
                out.add(AggregateWord.plain(text.toString(), Sense.UNKNOWN));
                i = end;
            } else {
                out.add(words.get(i++));
            }
        }
        return out;
    }

    private static boolean isLoose(AggregateWord word) {
        String text = word.text();
        boolean isLetter = text.length() == 1 && Character.isLetterOrDigit(text.charAt(0));
        return word.is(Sense.UNKNOWN) || isLetter && "的之及和与或表册簿".indexOf(text.charAt(0)) < 0;
    }

    private List<Word> roles(List<AggregateWord> words) {
        List<Word> out = new ArrayList<>();
        for (int i = words.size() - 1; i >= 0; i--) {
            boolean isBeforePeople = !out.isEmpty() && isPeople(out.get(0));
            out.add(0, new Word(words.get(i), role(words.get(i), isBeforePeople)));
        }
        return out;
    }

    private Role role(AggregateWord word, boolean isBeforePeople) {
        Optional<TitleWords.Kind> kind = vocabulary.find(word.text());
        boolean isGroup = word.is(Sense.GROUP) || word.is(Sense.AGE);
        boolean isOnlyWord = kind.map(
                        k -> k == TitleWords.Kind.LIGHT || k == TitleWords.Kind.FORM || k == TitleWords.Kind.PEOPLE)
                .orElse(false);
        if (isGroup && !isOnlyWord && (kind.isEmpty() || isBeforePeople)) {
            return Role.CONDITION;
        }
        if (kind.isPresent()) {
            return switch (kind.get()) {
                case FORM, LIGHT -> word.is(Sense.OR) ? Role.JOINT : Role.LIGHT;
                case PEOPLE -> Role.PEOPLE;
                case TOPIC -> Role.TOPIC;
                case DEED, ACT -> Role.DEED;
                case OFFICE -> Role.UNKNOWN;
                case SUBSET -> word.is(Sense.NEGATION) && isBeforePeople ? Role.JOINT : Role.SUBSET;
            };
        }
        if (word.is(Sense.VALUE) && chooser.choose(word, List.of()).isPresent()) {
            return isBeforePeople || NOUN.matcher(word.text()).matches() ? Role.CONDITION : Role.UNKNOWN;
        }
        if (word.is(Sense.SUBJECT)) {
            return Role.PEOPLE;
        }
        if (word.is(Sense.OR) || word.is(Sense.NEGATION)) {
            return Role.JOINT;
        }
        boolean isLight = word.is(Sense.LIGHT)
                || word.is(Sense.PERIOD)
                || word.is(Sense.RESET)
                || word.is(Sense.VERB)
                || word.is(Sense.COUNT)
                || word.is(Sense.TOTAL)
                || word.is(Sense.HEADING);
        if (isLight) {
            return Role.LIGHT;
        }
        boolean isTopic = word.is(Sense.TOPIC) || word.is(Sense.ATTRIBUTE) || word.is(Sense.OPERAND);
        return isTopic ? Role.TOPIC : Role.UNKNOWN;
    }

    private static boolean isPeople(Word word) {
        return word.role == Role.PEOPLE
                || word.role == Role.CONDITION && NOUN.matcher(word.text()).matches();
    }

    private List<Word> withoutForm(List<Word> words) {
        int end = words.size();
        while (end > 0 && words.get(end - 1).role == Role.LIGHT) {
            end--;
        }
        return words.subList(0, end);
    }

    /** The last word that names people; else the last condition: 低保动态管理. -1: nobody is named. */
    private int lastNoun(List<Word> words) {
        int condition = -1;
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            if (isPeople(word) || isNamed(word)) {
                return i;
            }
            if (word.role == Role.CONDITION && condition < 0) {
                condition = i;
            }
        }
        return condition;
    }

    private boolean isNamed(Word word) {
        boolean isOffice = vocabulary
                .find(word.text())
                .filter(TitleWords.Kind.OFFICE::equals)
                .isPresent();
        return word.role == Role.UNKNOWN
                && (isOffice || NAMED.matcher(word.text()).matches());
    }

    /** The conditions of the words that say who. */
    private AggregateClause clause(List<Word> head) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < head.size(); i++) {
            Word word = head.get(i);
            boolean isJoint = word.role == Role.JOINT
                    && i + 1 < head.size()
                    && (word.word.is(Sense.NEGATION) || i > 0 && head.get(i - 1).role == Role.CONDITION);
            boolean isNoun = word.role == Role.PEOPLE && word.word.is(Sense.SUBJECT);
            if (word.role == Role.CONDITION || isJoint || isNoun) {
                text.append(word.text());
            }
        }
        return AggregateClauseReader.read(text.toString(), true, lexer, chooser);
    }
}
