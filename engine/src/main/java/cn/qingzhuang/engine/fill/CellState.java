package cn.qingzhuang.engine.fill;

/** The state of a cell of a draft. */
public enum CellState {
    /** The ledger knows it. */
    KNOWN,
    /** The ledger knows it but it is past its freshness: filled, and asked to be confirmed. */
    STALE,
    /** Nobody knows it yet: asked. */
    UNKNOWN,
    /** Computed from facts: age, counts, serial numbers. */
    COMPUTED,
    /** Stood in the template already, or is the template's own business (formula, signature, remark). */
    FIXED,
    /** Whoever asks may not have it; whether it is known is not told. Nobody is asked for it. */
    WITHHELD
}
