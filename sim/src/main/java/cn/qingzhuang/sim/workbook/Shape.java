package cn.qingzhuang.sim.workbook;

import cn.qingzhuang.sim.world.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A way of laying a form out. Settings are words, so that a shape is one line of text. */
public final class Shape {
    /** Settings of a shape that says nothing. {@code origin} is row+column; {@code text} lists changes of wording;
     * {@code listed} fills only the columns that say who is listed. */
    private static final String BASE = """
            title=full particulars=none particulars_pos=below origin=0+0 gap=0 merge=both vplace=top text=- \
            borders=yes fill=no freeze=no print_area=no widths=yes validation=yes date=serial:iso phone=text \
            money=plain codes=label bool=label total=none subtotal=no notes=no sign=no twin=no instructions=no \
            hidden=no inline=no doubled=no blank_rows=6 numbered=no numbers_row=no csv=no pairs=2 vertical=yes \
            year=no turned=no instructions-above=no block-gap=no continued=no listed=no \
            sections=no framed=no side=no beside=no heading=no overhead=no grouped=no twin-gap=2""";

    /** The shapes by name; "mix" besides is a random combination per form. */
    private static final String SHAPES = """
            plain title=none borders=no fill=yes freeze=yes validation=no blank_rows=0 vertical=no
            office particulars=one date=text:dot total=bottom sign=yes pairs=3 year=yes
            annex title=two particulars=cells origin=1+1 fill=yes date=serial:zh phone=number money=thousand \
            notes=yes
            offset title=narrow particulars=one particulars_pos=above origin=3+2 gap=1 merge=repeat \
            date=text:slash bool=tick pairs=3
            sparse title=narrow merge=blank borders=no widths=no date=text:iso codes=dot inline=yes numbered=yes \
            vertical=no
            import title=none text=required+code freeze=yes print_area=yes date=text:compact phone=number \
            codes=number bool=number instructions=yes
            ornate particulars=cells particulars_pos=above text=break+space+wide fill=yes date=text:zh \
            money=text sign=yes pairs=3
            summed particulars=one print_area=yes date=serial:slash money=thousand total=top subtotal=yes \
            numbers_row=yes year=yes
            numbered title=two particulars=one text=unit date=serial:dot codes=dot bool=dot notes=yes sign=yes \
            blank_rows=20 numbered=yes
            double particulars=one text=space date=text:dot sign=yes doubled=yes blank_rows=10 numbered=yes
            stacked particulars=cells origin=0+1 date=serial:zh total=bottom notes=yes twin=yes
            export merge=blank vplace=bottom borders=no fill=yes validation=no date=text:iso money=text \
            hidden=yes inline=yes blank_rows=0 csv=yes
            transposed turned=yes particulars=one
            centred title=across particulars=one merge=across
            instructed instructions-above=yes notes=yes date=text:dot
            gapped block-gap=yes doubled=yes particulars=one
            continued continued=yes particulars=one sign=yes
            sectioned sections=yes particulars=one sign=yes
            framed framed=yes particulars=cells notes=yes sign=yes
            flanked side=yes particulars=one
            bare-flanked side=yes borders=no fill=yes numbered=yes
            beside beside=yes
            headed heading=yes title=middle particulars=cells
            topped overhead=yes year=yes
            bracketed numbers_row=bracket total=top particulars=one particulars_pos=above
            grouped grouped=yes notes=yes
            close twin=yes twin-gap=0 total=bottom
            """;

    /** What "mix" draws from. */
    private static final String CHOICES = """
            title full full narrow none two
            particulars none one cells
            particulars_pos below below above
            origin 0+0 0+0 1+1 3+2 0+1 2+0
            gap 0 0 1
            merge both both both repeat blank
            vplace top bottom
            text - - break space wide required unit break+space required+unit
            borders yes yes no
            fill yes no
            freeze yes no
            print_area yes no
            widths yes yes no
            date serial:iso serial:slash serial:zh serial:dot text:iso text:slash text:dot text:compact text:zh
            phone text number
            money plain thousand text
            codes label label number dot
            bool label label number dot tick
            total none none bottom top
            subtotal no no yes
            notes no yes
            sign no yes
            twin no no no no no no yes
            instructions no no no no yes
            hidden no no no no yes
            inline no yes
            doubled no no no yes
            blank_rows 0 1 5 20
            numbered no yes
            numbers_row no no no no yes
            pairs 2 3
            vertical yes no
            year yes no
            """;

    private static final List<String> FURTHER = List.of(
            "transposed",
            "centred",
            "instructed",
            "gapped",
            "continued",
            "sectioned",
            "framed",
            "flanked",
            "bare-flanked",
            "beside",
            "headed",
            "topped",
            "bracketed",
            "grouped",
            "close");
    private final String name;
    private final Map<String, String> settings;

    private Shape(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = Map.copyOf(settings);
    }

    /** All names that {@link #named} knows, those of the shared generator first. */
    public static List<String> names() {
        List<String> out = new ArrayList<>();
        SHAPES.lines().forEach(line -> out.add(line.strip().split(" ")[0]));
        out.add("mix");
        return out;
    }

    /** Whether the shape is ours, beyond those of the shared generator. */
    public static boolean isFurther(String name) {
        return FURTHER.contains(name);
    }

    /** The shape of that name; for "mix" the combination that the seed and form draw. */
    public static Shape named(String name, long seed, String formId) {
        return name.equals("mix") ? mixed(new Hash(seed), formId) : fixed(name);
    }

    private static Shape fixed(String name) {
        String line = SHAPES.lines()
                .filter(l -> l.strip().startsWith(name + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shape " + name));
        Map<String, String> settings = parse(BASE);
        settings.putAll(parse(line.strip().substring(name.length()).strip()));
        return new Shape(name, settings);
    }

    private static Shape mixed(Hash hash, String formId) {
        Map<String, String> settings = parse(BASE);
        CHOICES.lines().forEach(line -> {
            List<String> words = List.of(line.strip().split(" "));
            List<String> choices = words.subList(1, words.size());
            settings.put(words.get(0), hash.pick(choices, "mix", formId, words.get(0)));
        });
        return new Shape("mix", settings);
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String word : text.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            out.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return out;
    }

    /** The same shape with some settings changed, given as name and value in turn. */
    public Shape with(String... namesAndValues) {
        Map<String, String> changed = new HashMap<>(settings);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Shape(name, changed);
    }

    public String name() {
        return name;
    }

    String get(String setting) {
        return Objects.requireNonNull(settings.get(setting), setting);
    }

    boolean is(String setting) {
        return get(setting).equals("yes");
    }

    boolean is(String setting, String value) {
        return get(setting).equals(value);
    }

    int count(String setting) {
        return Integer.parseInt(get(setting));
    }

    /** Whether headers are worded in that way: break, space, wide, required, unit, code. */
    boolean words(String change) {
        return List.of(get("text").split("\\+")).contains(change);
    }

    int originRow() {
        return Integer.parseInt(get("origin").split("\\+")[0]);
    }

    int originColumn() {
        return Integer.parseInt(get("origin").split("\\+")[1]);
    }
}
