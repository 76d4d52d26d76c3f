import type { DraftCell, SheetGrid } from '../api';

/** One cell as the page draws it; the corner of a merge spans, the cells under it are left out. */
export interface ShownCell {
  c: number;
  text: string;
  style: string;
  rowspan: number;
  colspan: number;
  draft?: DraftCell;
}

/** The letters of a zero-based column: 0 is A, 26 is AA. */
export function letters(column: number): string {
  let out = '';
  for (let i = column + 1; i > 0; i = Math.floor((i - 1) / 26)) {
    out = String.fromCharCode(65 + ((i - 1) % 26)) + out;
  }
  return out;
}

/** Rows of cells to draw: the template's own texts with the draft's on top. */
export function layOut(grid: SheetGrid, draft: DraftCell[]): ShownCell[][] {
  const at = (r: number, c: number): number => r * 16384 + c;
  const own = new Map(grid.cells.map((cell) => [at(cell.r, cell.c), cell]));
  const filled = new Map(draft.map((cell) => [at(cell.r, cell.c), cell]));
  const corners = new Map<number, [number, number]>();
  const covered = new Set<number>();
  const rowCount = Math.min(grid.rows, 500);
  for (const [r1, c1, r2, c2] of grid.merges) {
    corners.set(at(r1, c1), [r2 - r1 + 1, c2 - c1 + 1]);
    for (let r = r1; r <= r2; r++)
      for (let c = c1; c <= c2; c++) if (r !== r1 || c !== c1) covered.add(at(r, c));
  }
  return Array.from({ length: rowCount }, (_, r) => {
    const row: ShownCell[] = [];
    for (let c = 0; c < grid.columns; c++) {
      const key = at(r, c);
      if (covered.has(key)) continue;
      const cell = own.get(key);
      const over = filled.get(key);
      const [rowspan, colspan] = corners.get(key) ?? [1, 1];
      row.push({
        c,
        text: over?.text || cell?.text || '',
        style: cell?.style ?? '',
        rowspan,
        colspan,
        draft: over,
      });
    }
    return row;
  });
}
