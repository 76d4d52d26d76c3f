import type { BookSheet, CellState, DraftCell, RowsPage, Slot } from '../api';
import { letters } from './grid';

/** The rows with changed cells put in place of the old ones. */
export function mergeCells(page: RowsPage, changed: DraftCell[]): RowsPage {
  const key = (c: DraftCell): string => `${c.sheet}!${c.ref}`;
  const news = new Map(changed.map((c) => [key(c), c]));
  return { ...page, filled: page.filled?.map((c) => news.get(key(c)) ?? c) };
}

/** How sure a reading is, in the three steps of the published scale. */
export function sureness(confidence: number): 'sure' | 'fair' | 'unsure' {
  return confidence >= 0.9 ? 'sure' : confidence >= 0.5 ? 'fair' : 'unsure';
}

/** States that a person can look into; FIXED cells are the template's own. */
export const isFilled = (state: CellState): boolean => state !== 'fixed';

/** The slot of the sheet that a cell was filled for: by what it asks, in its own column first. */
export function slotOf(sheet: BookSheet, cell: DraftCell): Slot | undefined {
  const slots = sheet.tables.flatMap((t) => t.slots);
  const column = letters(cell.c);
  const isSame = (s: Slot): boolean =>
    s.meaning.element === (cell.element ?? '').split('@')[0] &&
    (s.meaning.role ?? 'self') === (cell.role || 'self');
  return (
    slots.find((s) => s.letter === column && isSame(s)) ??
    slots.find(isSame) ??
    (cell.element ? undefined : slots.find((s) => s.letter === column))
  );
}

/** The slots that govern whole columns, by letter: the first table of the sheet that has the column. */
export function columnSlots(sheet: BookSheet): Map<string, Slot> {
  const out = new Map<string, Slot>();
  for (const table of sheet.tables)
    for (const slot of table.slots)
      if (/^[A-Z]+$/.test(slot.ref) && !out.has(slot.ref)) out.set(slot.ref, slot);
  return out;
}
