package cn.qingzhuang.app.fill;

import cn.qingzhuang.engine.fill.FillRequest;
import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A template that was read and understood, and for whom it is to be filled.
 *
 * @param original the bytes it was read from
 * @param tables per sheet, in tab order
 * @param subjectId the person or household a blank card is for
 */
public record FillInput(
        SheetFile file,
        byte[] original,
        List<List<TableMapping>> tables,
        String unitCode,
        LocalDate asOf,
        Optional<String> subjectId) {
    public FillInput(
            SheetFile file, byte[] original, List<List<TableMapping>> tables, String unitCode, LocalDate asOf) {
        this(file, original, tables, unitCode, asOf, Optional.empty());
    }

    FillRequest request() {
        return new FillRequest(file, tables, unitCode, asOf, subjectId);
    }
}
