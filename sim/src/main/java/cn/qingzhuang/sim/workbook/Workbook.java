package cn.qingzhuang.sim.workbook;

import java.nio.charset.Charset;
import java.util.Optional;

/** A rendered workbook with its truth. */
public record Workbook(String fileName, byte[] bytes, Truth truth, Optional<byte[]> csv) {
    /** Exports of office programs on Chinese machines. */
    static final Charset CSV_CHARSET = Charset.forName("GB18030");
}
