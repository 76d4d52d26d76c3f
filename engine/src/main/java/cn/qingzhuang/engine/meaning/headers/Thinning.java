package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.sheet.TableKind;

/**
 * Leaves out texts at random but repeatably, and blurs forms as sheets do. Labelled forms written by the authors of the vocabulary are better covered by
 * it than the forms of a strange office; learning from each form a second time with a thinner vocabulary and memory
 * teaches the reader to manage without.
 */
final class Thinning {
    private static final int MIX = 0x9E3779B9;

    private Thinning() {}

    /** Whether a text is left out of the view with this number: true for about half of all texts. */
    static boolean isOut(String text, int seed) {
        int h = (text.hashCode() ^ seed * MIX) * MIX;
        return (h >>> 16 & 1) == 0;
    }

    /**
     * A form as a sheet may show it: one in four without its title, one in four with a kind that is easily taken for its
     * own. At work title and kind are what layout could tell, not what an annotator knew.
     */
    static HeaderForm blur(LabelledForm labelled) {
        HeaderForm form = labelled.form();
        int draw = labelled.id().hashCode() * MIX >>> 30;
        return switch (draw) {
            case 0 -> new HeaderForm("", form.kind(), form.columns());
            case 1 -> new HeaderForm(form.title(), mistaken(form.kind()), form.columns());
            default -> form;
        };
    }

    private static TableKind mistaken(TableKind kind) {
        return switch (kind) {
            case ROSTER, STATISTICS -> TableKind.LEDGER;
            case LEDGER -> TableKind.ROSTER;
            case CARD -> TableKind.CARD;
        };
    }
}
