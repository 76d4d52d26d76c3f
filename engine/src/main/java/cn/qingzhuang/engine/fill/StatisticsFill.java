package cn.qingzhuang.engine.fill;

import cn.qingzhuang.engine.meaning.TableMapping;
import java.util.List;

/** Fills a table of counts. */
final class StatisticsFill {
    private final SheetDraft sheet;
    private final TableMapping mapping;
    private final List<SlotColumn> slots;
    private final SlotFiller filler;

    StatisticsFill(SheetDraft sheet, TableMapping mapping, List<SlotColumn> slots, SlotFiller filler) {
        this.sheet = sheet;
        this.mapping = mapping;
        this.slots = slots;
        this.filler = filler;
    }

    void fill() {
        if (mapping.slots().isEmpty() || slots.isEmpty() || sheet.grid().rows() == 0) {
            return;
        }
        filler.facts();
    }
}
