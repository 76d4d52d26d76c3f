package cn.qingzhuang.app.access;

/** How a value leaves for somebody. Ordered: later is less. */
public enum Release {
    /** As it is. */
    PLAIN,
    /** Masked, together with all else in the same answer that would tell it. */
    MASKED,
    /** Not at all. */
    REFUSED
}
