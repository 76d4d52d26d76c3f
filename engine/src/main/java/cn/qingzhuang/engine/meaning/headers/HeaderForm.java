package cn.qingzhuang.engine.meaning.headers;

import cn.qingzhuang.engine.sheet.TableKind;
import java.util.List;

/**
 * A table as the reader of headers sees it: words only.
 *
 * @param title as written, or empty
 * @param columns in the order of the sheet
 */
public record HeaderForm(String title, TableKind kind, List<Column> columns) {
    public HeaderForm {
        columns = List.copyOf(columns);
    }

    /**
     * One slot.
     *
     * @param path header texts from the outermost merged header down to the leaf, as written
     * @param options entries of its drop-down list
     * @param samples some values of filled cells, as a person sees them
     */
    public record Column(List<String> path, List<String> options, List<String> samples) {
        public Column {
            path = List.copyOf(path);
            options = List.copyOf(options);
            samples = List.copyOf(samples);
        }

        public String leaf() {
            return path.isEmpty() ? "" : path.get(path.size() - 1);
        }
    }
}
