package cn.qingzhuang.app.ledger.store;

/** A batch in its place in the chain of hashes. */
public record LinkRow(BatchRow batch, int place, byte[] previousHash, byte[] hash) {}
