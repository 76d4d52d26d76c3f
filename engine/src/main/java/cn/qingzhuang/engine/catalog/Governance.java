package cn.qingzhuang.engine.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the administration lays down for an element (数据元管理属性, DB50/T 1808—2025 §5): who owns it, how it may be used, how long
 * it may be believed.
 *
 * @param unit unit of measure (元, 亩), or empty
 * @param format representation as in GA/T 543: {@code c18}, {@code n..14,2}, {@code YYYY-MM-DD}
 * @param owner authoritative department (一数一源)
 * @param leadCollector the one department that may ask the frontline for it (牵头收集, 政务数据共享条例)
 * @param freshMonths months that a value may be believed; empty when it does not age
 * @param retentionMonths months that a value may be kept, after which it is erased; empty while no rule ends it
 * @param legalBasis law or rule by which it may be held
 * @param derivation how it follows from other elements, or empty
 * @param validTo last day it may be asked; empty while it may
 */
public record Governance(
        String unit,
        String format,
        String owner,
        String leadCollector,
        Sensitivity sensitivity,
        Optional<Integer> freshMonths,
        Optional<Integer> retentionMonths,
        String legalBasis,
        String derivation,
        ElementStatus status,
        LocalDate validFrom,
        Optional<LocalDate> validTo) {
    public boolean isRetired() {
        return status == ElementStatus.RETIRED;
    }
}
