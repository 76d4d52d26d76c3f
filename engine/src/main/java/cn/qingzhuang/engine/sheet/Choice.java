package cn.qingzhuang.engine.sheet;

import java.util.List;

/** A drop-down list (data validation) over a range. */
public record Choice(CellRange range, List<String> options) {
    public Choice {
        options = List.copyOf(options);
    }
}
