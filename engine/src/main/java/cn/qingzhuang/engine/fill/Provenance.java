package cn.qingzhuang.engine.fill;

import java.util.Optional;

/**
 * Where a value comes from, shown beside it.
 *
 * @param source file name, "录入", "确认" or a feed's name
 * @param sheet sheet of the file
 * @param row one-based row of the sheet, or empty
 * @param recordedOn ISO day it was recorded
 */
public record Provenance(String source, Optional<String> sheet, Optional<Integer> row, String recordedOn) {}
