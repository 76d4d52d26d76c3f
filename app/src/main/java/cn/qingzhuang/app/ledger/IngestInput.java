package cn.qingzhuang.app.ledger;

import cn.qingzhuang.engine.meaning.TableMapping;
import cn.qingzhuang.engine.sheet.SheetFile;
import java.util.List;

/**
 * A file that was read and understood.
 *
 * @param sha256 of the file's bytes, hexadecimal
 * @param mappings per sheet of the file, in its order, the tables with the meaning of their slots
 */
public record IngestInput(SheetFile file, String sha256, List<List<TableMapping>> mappings) {
    public IngestInput {
        mappings = mappings.stream().map(List::copyOf).toList();
    }
}
