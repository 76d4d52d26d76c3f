package cn.qingzhuang.app.ledger.store;

import java.time.Instant;

/** A row of {@code batches}; file is 0 when it came from no file. */
public record BatchRow(
        long number, int file, int entries, Instant recordedAt, String actor, byte[] previousHash, byte[] hash) {}
