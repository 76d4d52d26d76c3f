package cn.qingzhuang.engine.fill;

import java.util.Optional;

/**
 * What is known for a cell before it is rendered.
 *
 * @param value canonical; empty for UNKNOWN
 * @param why the reason of UNKNOWN and STALE in plain Chinese; else empty
 */
record Answer(CellState state, Optional<String> value, Optional<Provenance> provenance, String why) {
    static Answer unknown(String why) {
        return new Answer(CellState.UNKNOWN, Optional.empty(), Optional.empty(), why);
    }

    static Answer computed(String value) {
        return new Answer(CellState.COMPUTED, Optional.of(value), Optional.empty(), "");
    }

    static Answer computed(String value, KnownValue from) {
        return new Answer(CellState.COMPUTED, Optional.of(value), Optional.of(from.provenance()), "");
    }

    static Answer of(KnownValue known) {
        if (known.isDisputed()) {
            return new Answer(CellState.UNKNOWN, Optional.empty(), Optional.of(known.provenance()), "台账中来源不一致，请核实后填写");
        }
        CellState state = known.isStale() ? CellState.STALE : CellState.KNOWN;
        String why = known.isStale() ? "资料已过有效期，请确认是否有变化" : "";
        return new Answer(state, Optional.of(known.value()), Optional.of(known.provenance()), why);
    }

    boolean isFilled() {
        return value.isPresent();
    }
}
