package cn.qingzhuang.app.ledger.store;

import java.util.UUID;

/** A row of {@code identity_keys}. */
public record KeyRow(long key, UUID subject) {}
