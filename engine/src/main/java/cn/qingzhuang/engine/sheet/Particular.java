package cn.qingzhuang.engine.sheet;

import java.util.Optional;

/**
 * One item of the line of particulars: 填报单位：临川县, 填报日期：2025年6月30日, 单位：户、人.
 *
 * @param label text before the colon, spaces out
 * @param text what stands after it, empty when blank
 * @param cell the cell that holds the item
 * @param blank where an answer belongs when it stands in a cell of its own
 */
public record Particular(String label, String text, CellRef cell, Optional<CellRef> blank) {}
