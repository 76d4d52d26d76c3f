import type { CellState, Draft, DraftCell } from '../api';

/** The draft with changed cells put in place of the old ones and counted again. */
export function mergeCells(draft: Draft, changed: DraftCell[]): Draft {
  const key = (c: DraftCell): string => `${c.sheet}!${c.ref}`;
  const news = new Map(changed.map((c) => [key(c), c]));
  const cells = draft.cells.map((c) => news.get(key(c)) ?? c);
  const counts = { ...draft.counts };
  for (const old of draft.cells) {
    const now = news.get(key(old));
    if (!now || now.state === old.state) continue;
    counts[old.state]--;
    counts[now.state]++;
  }
  return { ...draft, cells, counts };
}

/** The unknown cell after this one in reading order, or the first one; none when nothing is left to answer. */
export function nextUnknown(cells: DraftCell[], from: DraftCell | null): DraftCell | undefined {
  const open = cells
    .filter((c) => c.state === 'unknown' && c.ref !== from?.ref)
    .sort((a, b) => a.r - b.r || a.c - b.c);
  if (!from) return open[0];
  return open.find((c) => c.r > from.r || (c.r === from.r && c.c > from.c)) ?? open[0];
}

/** How sure a reading is, in the three steps of the published scale. */
export function sureness(confidence: number): 'sure' | 'fair' | 'unsure' {
  return confidence >= 0.9 ? 'sure' : confidence >= 0.5 ? 'fair' : 'unsure';
}

/** States that a person can look into; FIXED cells are the template's own. */
export const isFilled = (state: CellState): boolean => state !== 'fixed';
