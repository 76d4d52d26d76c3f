package cn.qingzhuang.app.ledger.store;

/** A row of {@code refusals}: a source row that was not taken, and why. */
public record RefusalRow(int sheet, int row, String reason) {}
