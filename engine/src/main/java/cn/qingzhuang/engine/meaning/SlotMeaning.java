package cn.qingzhuang.engine.meaning;

import cn.qingzhuang.engine.sheet.Slot;
import java.util.List;

/**
 * A slot, what it means, how sure the reader is and why.
 *
 * @param confidence 0 to 1 on the published scale: at 0.9 or more a claim is filled without asking, from 0.5 it is filled
 *     and marked, below it is offered only
 * @param evidence plain sentences fragments a person can check, strongest first
 * @param alternatives other readings, best first
 */
public record SlotMeaning(
        Slot slot, Meaning meaning, double confidence, List<String> evidence, List<Alternative> alternatives) {
    public SlotMeaning {
        evidence = List.copyOf(evidence);
        alternatives = List.copyOf(alternatives);
    }

    /** A reading that was offered but not chosen. */
    public record Alternative(String element, String role, double confidence) {}
}
