package cn.qingzhuang.engine.catalog;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line of the catalogue as texts under named columns: what CSV, Excel, pages and the history of the catalogue exchange. */
public final class DefinitionText {
    /** A column and its title in Chinese. */
    public enum Column {
        ID("标识"),
        NAME("中文名称"),
        SUBJECT("对象"),
        TYPE("数据类型"),
        CODES("代码集"),
        SYNONYMS("同义名称"),
        DEFINITION("说明"),
        UNIT("计量单位"),
        FORMAT("表示格式"),
        OWNER("数源部门"),
        LEAD_COLLECTOR("牵头收集"),
        SENSITIVITY("敏感程度"),
        FRESH_MONTHS("有效月数"),
        RETENTION_MONTHS("保存月数"),
        LEGAL_BASIS("法律依据"),
        DERIVATION("推算"),
        STATUS("状态"),
        VALID_FROM("启用日期"),
        VALID_TO("停用日期");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** {@code lead_collector}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The column that a header names, by key or title. */
        public static Optional<Column> named(String header) {
            String wanted = Cleaning.key(header).toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(c -> c.title.equals(wanted) || c.key().equals(wanted))
                    .findFirst();
        }
    }

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{1,59}");
    private static final int TEXT_MAX = 2_000;
    private static final int MONTHS_MAX = 1_200;

    private final Map<Column, String> texts;
    private final Catalogue catalogue;
    private final List<String> troubles = new ArrayList<>();

    private DefinitionText(Map<Column, String> texts, Catalogue catalogue) {
        this.texts = texts;
        this.catalogue = catalogue;
    }

    /** What was read: the line, or every reason why it is none. */
    public record Parsed(Optional<Definition> definition, List<String> troubles) {
        public Parsed {
            troubles = List.copyOf(troubles);
        }
    }

    /** The texts of a line, every column present. */
    public static Map<Column, String> of(Definition definition) {
        Element e = definition.element();
        Governance g = definition.governance();
        Map<Column, String> out = new LinkedHashMap<>();
        out.put(Column.ID, e.id());
        out.put(Column.NAME, e.name());
        out.put(Column.SUBJECT, subjectLabel(e.subject()));
        out.put(Column.TYPE, e.valueType().name().toLowerCase(Locale.ROOT));
        out.put(Column.CODES, e.codeList().orElse(""));
        out.put(Column.SYNONYMS, String.join("|", e.synonyms()));
        out.put(Column.DEFINITION, e.definition());
        out.put(Column.UNIT, g.unit());
        out.put(Column.FORMAT, g.format());
        out.put(Column.OWNER, g.owner());
        out.put(Column.LEAD_COLLECTOR, g.leadCollector());
        out.put(Column.SENSITIVITY, g.sensitivity().label());
        out.put(Column.FRESH_MONTHS, g.freshMonths().map(String::valueOf).orElse(""));
        out.put(
                Column.RETENTION_MONTHS,
                g.retentionMonths().map(String::valueOf).orElse(""));
        out.put(Column.LEGAL_BASIS, g.legalBasis());
        out.put(Column.DERIVATION, g.derivation());
        out.put(Column.STATUS, g.status().label());
        out.put(Column.VALID_FROM, g.validFrom().toString());
        out.put(Column.VALID_TO, g.validTo().map(LocalDate::toString).orElse(""));
        return out;
    }

    /**
     * Reads a line. Columns that are absent keep what the catalogue has; a new element needs id, name, subject, type, owner,
     * sensitivity and legal basis.
     */
    public static Parsed parse(Map<Column, String> given, Catalogue catalogue) {
        Map<Column, String> texts = new LinkedHashMap<>();
        catalogue
                .definition(given.getOrDefault(Column.ID, "").strip())
                .map(DefinitionText::of)
                .ifPresent(texts::putAll);
        given.forEach((column, text) -> texts.put(column, text.strip()));
        DefinitionText reader = new DefinitionText(texts, catalogue);
        Optional<Definition> definition = reader.definition();
        return new Parsed(reader.troubles.isEmpty() ? definition : Optional.empty(), reader.troubles);
    }

    private Optional<Definition> definition() {
        texts.forEach((column, text) -> require(text.length() <= TEXT_MAX, column, "超过 " + TEXT_MAX + " 字"));
        require(ID.matcher(text(Column.ID)).matches(), Column.ID, "应为小写字母开头的英文标识，如 person_blood_type");
        for (Column column : List.of(Column.NAME, Column.OWNER, Column.LEGAL_BASIS)) {
            require(!text(column).isEmpty(), column, "不能为空");
        }
        Optional<SubjectType> subject = subject(text(Column.SUBJECT));
        require(subject.isPresent(), Column.SUBJECT, "应为人、户、住房、单位、场所、事项、行政区划或其他");
        Optional<ValueType> type = type(text(Column.TYPE));
        require(type.isPresent(), Column.TYPE, "不认识，请写 string、code、date、integer、money 等");
        Optional<Sensitivity> sensitivity =
                labelled(Sensitivity.values(), Sensitivity::label, text(Column.SENSITIVITY));
        require(sensitivity.isPresent(), Column.SENSITIVITY, "应为一般、个人、敏感或专管");
        String statusText = text(Column.STATUS).isEmpty() ? ElementStatus.TRIAL.label() : text(Column.STATUS);
        Optional<ElementStatus> status = labelled(ElementStatus.values(), ElementStatus::label, statusText);
        require(status.isPresent(), Column.STATUS, "应为草案、试用、标准或停用");
        String codes = text(Column.CODES);
        require(codes.isEmpty() || catalogue.codeList(codes).isPresent(), Column.CODES, "目录里没有代码集“" + codes + "”");
        Optional<Integer> months = months(Column.FRESH_MONTHS);
        Optional<Integer> kept = months(Column.RETENTION_MONTHS);
        Optional<LocalDate> from = date(Column.VALID_FROM);
        require(from.isPresent(), Column.VALID_FROM, "不能为空");
        Optional<LocalDate> to = date(Column.VALID_TO);
        if (!troubles.isEmpty()) {
            return Optional.empty();
        }
        Element element = new Element(
                text(Column.ID),
                text(Column.NAME),
                subject.orElseThrow(),
                type.orElseThrow(),
                codes.isEmpty() ? Optional.empty() : Optional.of(codes),
                synonyms(text(Column.SYNONYMS)),
                text(Column.DEFINITION));
        String lead = text(Column.LEAD_COLLECTOR).isEmpty() ? text(Column.OWNER) : text(Column.LEAD_COLLECTOR);
        return Optional.of(new Definition(
                element,
                new Governance(
                        text(Column.UNIT),
                        text(Column.FORMAT),
                        text(Column.OWNER),
                        lead,
                        sensitivity.orElseThrow(),
                        months,
                        kept,
                        text(Column.LEGAL_BASIS),
                        text(Column.DERIVATION),
                        status.orElseThrow(),
                        from.orElseThrow(),
                        to)));
    }

    private String text(Column column) {
        return texts.getOrDefault(column, "");
    }

    private void require(boolean isRight, Column column, String trouble) {
        if (!isRight) {
            troubles.add(column.title() + trouble);
        }
    }

    private Optional<Integer> months(Column column) {
        String text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean isNumber =
                text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MONTHS_MAX;
        require(isNumber, column, "应为 1 到 " + MONTHS_MAX + " 的月数，长期有效请留空");
        return isNumber ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private Optional<LocalDate> date(Column column) {
        String text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            troubles.add(column.title() + "应写成 2026-01-31 的样子");
            return Optional.empty();
        }
    }

    private static List<String> synonyms(String text) {
        return Arrays.stream(text.split("\\|"))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .distinct()
                .toList();
    }

    /** 人, 户, 住房, 单位, 场所, 事项, 行政区划, 其他. */
    public static String subjectLabel(SubjectType subject) {
        return switch (subject) {
            case PERSON -> "人";
            case HOUSEHOLD -> "户";
            case DWELLING -> "住房";
            case ORGANISATION -> "单位";
            case PLACE -> "场所";
            case EVENT -> "事项";
            case UNIT -> "行政区划";
            case OTHER -> "其他";
        };
    }

    private static Optional<SubjectType> subject(String text) {
        return labelled(SubjectType.values(), DefinitionText::subjectLabel, text);
    }

    private static Optional<ValueType> type(String text) {
        return Arrays.stream(ValueType.values())
                .filter(t -> t.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private static <T extends Enum<T>> Optional<T> labelled(
            T[] values, java.util.function.Function<T, String> label, String text) {
        return Arrays.stream(values)
                .filter(v -> label.apply(v).equals(text) || v.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
