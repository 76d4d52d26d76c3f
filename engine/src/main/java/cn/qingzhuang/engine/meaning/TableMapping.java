package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.sheet.Table;
import java.util.List;

/** A table with the meaning of each of its slots, in the order of {@link Table#slots}. */
public record TableMapping(Table table, Population population, List<SlotMeaning> slots) {
    public TableMapping {
        slots = List.copyOf(slots);
    }
}
