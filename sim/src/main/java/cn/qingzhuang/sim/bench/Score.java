package cn.qingzhuang.sim.bench;

/** Cells of filled templates. */
final class Score {
    /** Cells whose answer is in the ledger. */
    int known;
    /** Of those, filled with anything. */
    int knownFilled;
    /** Filled cells that were judged. */
    int filled;
    /** Of those, not the truth. */
    int wrong;
    /** Of those, in rows of people whom the form does not list. */
    int strangers;
    /** Cells that would be known, of people of whom nothing taken in tells that they belong in the list. */
    int untold;

    void add(Score other) {
        known += other.known;
        knownFilled += other.knownFilled;
        filled += other.filled;
        wrong += other.wrong;
        strangers += other.strangers;
        untold += other.untold;
    }
}
