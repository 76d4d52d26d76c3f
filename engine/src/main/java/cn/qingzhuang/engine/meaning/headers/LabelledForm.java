package cn.qingzhuang.engine.meaning.headers;

import java.util.List;

/**
 * A form whose columns somebody has labelled, to learn from and to judge by.
 *
 * @param domain the line department, to hold out forms of one domain
 * @param labels one for each column
 */
public record LabelledForm(String id, String issuer, String domain, HeaderForm form, List<Label> labels) {
    public LabelledForm {
        labels = List.copyOf(labels);
        if (labels.size() != form.columns().size()) {
            throw new IllegalArgumentException(
                    id + ": " + labels.size() + " labels for " + form.columns().size() + " columns");
        }
    }

    /** What the annotator said of a column. */
    public enum Kind {
        ELEMENT,
        AGGREGATE,
        NEW,
        SKIP
    }

    /** An element with its role; "" for the row's own subject. */
    public record Answer(String element, String role) {
        public Answer {
            role = role.equals("self") ? "" : role;
        }
    }

    /**
     * @param answer the label as written; element "" unless the kind is ELEMENT
     * @param accepted other answers that a second reading finds as good
     * @param isNoneAccepted whether saying that nothing fits is as good
     */
    public record Label(Kind kind, Answer answer, List<Answer> accepted, boolean isNoneAccepted) {
        public Label {
            accepted = List.copyOf(accepted);
        }
    }
}
