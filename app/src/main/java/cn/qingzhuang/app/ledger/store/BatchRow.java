package cn.qingzhuang.app.ledger.store;

import java.time.Instant;

/** A row of {@code batches} before it has its place in the chain. */
public record BatchRow(int number, int entries, Instant recordedAt, String actor) {}
