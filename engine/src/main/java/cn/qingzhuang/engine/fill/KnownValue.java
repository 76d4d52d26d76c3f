package cn.qingzhuang.engine.fill;

/**
 * A current value of the ledger in canonical text.
 *
 * @param isStale past its freshness: shown, and asked to be confirmed
 * @param isDisputed another source says otherwise and nobody has decided
 */
public record KnownValue(String value, Provenance provenance, boolean isStale, boolean isDisputed) {}
