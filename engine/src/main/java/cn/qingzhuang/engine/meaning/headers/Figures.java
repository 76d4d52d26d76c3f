package cn.qingzhuang.engine.meaning.headers;

import java.util.List;
import java.util.Locale;

/**
 * The figures of a measurement, in percent of element columns unless said otherwise.
 *
 * @param right claimed, with element and role as the gold is written
 * @param accepted the same with the second reading's answers accepted
 * @param wrong claimed at 0.5 or more and neither right nor accepted
 * @param first the likeliest element is accepted, claimed or not
 * @param firstTwo one of the two likeliest elements is accepted
 * @param sure claimed at confidence 0.9 or more
 * @param sureWrong the same and not accepted
 * @param falseClaims elements claimed at 0.5 or more on columns that have none, in percent of such columns
 * @param falseClaimsAccepted the same without those that the second reading accepts
 */
public record Figures(
        int elementColumns,
        int otherColumns,
        double right,
        double accepted,
        double wrong,
        double first,
        double firstTwo,
        double candidates,
        double sure,
        double sureWrong,
        double sureWrongAsWritten,
        double falseClaims,
        double falseClaimsAccepted) {

    public static Figures of(List<Evaluator.Verdict> verdicts) {
        Tally t = new Tally();
        verdicts.forEach(t::add);
        return t.figures();
    }

    private static final class Tally {
        private int elements;
        private int others;
        private int right;
        private int accepted;
        private int wrong;
        private int first;
        private int two;
        private int among;
        private int sure;
        private int sureWrong;
        private int sureWrongAsWritten;
        private int falseClaims;
        private int falseAccepted;

        void add(Evaluator.Verdict v) {
            if (v.label().kind() == LabelledForm.Kind.ELEMENT) {
                addElement(v);
            } else {
                others++;
                if (v.isClaimed() && v.confidence() >= 0.5) {
                    falseClaims++;
                    falseAccepted += v.isAccepted() ? 0 : 1;
                }
            }
        }

        private void addElement(Evaluator.Verdict v) {
            elements++;
            boolean isSure = v.isClaimed() && v.confidence() >= 0.9;
            boolean isAccepted = v.isClaimed() ? v.isAccepted() : v.label().isNoneAccepted();
            right += v.isClaimed() && v.isRight() ? 1 : 0;
            accepted += isAccepted ? 1 : 0;
            wrong += v.isClaimed() && v.confidence() >= 0.5 && !v.isAccepted() ? 1 : 0;
            first += v.isAccepted() ? 1 : 0;
            two += v.isInFirstTwo() ? 1 : 0;
            among += v.isAmongCandidates() ? 1 : 0;
            sure += isSure ? 1 : 0;
            sureWrong += isSure && !v.isAccepted() ? 1 : 0;
            sureWrongAsWritten += isSure && !v.isRight() ? 1 : 0;
        }

        private static double percent(int part, int whole) {
            return whole == 0 ? 0 : 100.0 * part / whole;
        }

        Figures figures() {
            return new Figures(
                    elements,
                    others,
                    percent(right, elements),
                    percent(accepted, elements),
                    percent(wrong, elements),
                    percent(first, elements),
                    percent(two, elements),
                    percent(among, elements),
                    percent(sure, elements),
                    percent(sureWrong, elements),
                    percent(sureWrongAsWritten, elements),
                    percent(falseClaims, others),
                    percent(falseAccepted, others));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d element, %d other columns: right %.1f, accepted %.1f, wrong %.1f; first %.1f, first two %.1f, among"
                        + " candidates %.1f; sure %.1f, of these wrong %.2f (as written %.2f); false claims %.1f (accepted %.1f)",
                elementColumns,
                otherColumns,
                right,
                accepted,
                wrong,
                first,
                firstTwo,
                candidates,
                sure,
                sureWrong,
                sureWrongAsWritten,
                falseClaims,
                falseClaimsAccepted);
    }
}
