import type { DraftCell, RowsPage, SheetFrame } from '../api';

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

/** The zero-based row and column of an A1 address. */
export function place(ref: string): { r: number; c: number } {
  const [, word = 'A', number = '1'] = /^([A-Z]+)(\d+)/.exec(ref) ?? [];
  let c = 0;
  for (const letter of word) c = c * 26 + letter.charCodeAt(0) - 64;
  return { r: Number(number) - 1, c: c - 1 };
}

/** Rows of cells to draw: the template's own texts with the draft's on top. */
export function layOut(frame: SheetFrame, page: RowsPage): ShownCell[][] {
  const at = (r: number, c: number): number => r * 16384 + c;
  const own = new Map(page.cells.map((cell) => [at(cell.r, cell.c), cell]));
  const filled = new Map((page.filled ?? []).map((cell) => [at(cell.r, cell.c), cell]));
  const corners = new Map<number, [number, number]>();
  const covered = new Set<number>();
  for (const [r1, c1, r2, c2] of page.merges) {
    corners.set(at(r1, c1), [r2 - r1 + 1, c2 - c1 + 1]);
    for (let r = r1; r <= r2; r++)
      for (let c = c1; c <= c2; c++) if (r !== r1 || c !== c1) covered.add(at(r, c));
  }
  return Array.from({ length: page.count }, (_, i) => {
    const r = page.from + i;
    const row: ShownCell[] = [];
    for (let c = 0; c < frame.columns; c++) {
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

const WIDTH_MAX = 260;
const WIDTH_OF_LETTER = 8;
const PADDING = 34;

/** The widths of columns in pixels: those of the template, or more where what was filled into a body needs more. */
export function widths(frame: SheetFrame, page: RowsPage, bodyFirst: number): number[] {
  const out = frame.widths.map((w) => w + PADDING / 2);
  for (const cell of page.filled ?? []) {
    const lines = cell.state === 'fixed' || cell.r < bodyFirst ? [] : cell.text.split('\n');
    for (const line of lines) {
      const letters_ = [...line].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x2e80 ? 1 : 2), 0);
      const needed = Math.min(WIDTH_MAX, letters_ * WIDTH_OF_LETTER + PADDING);
      if (!page.merges.some((m) => m[0] === cell.r && m[1] === cell.c))
        out[cell.c] = Math.max(out[cell.c] ?? 0, needed);
    }
  }
  return out;
}

/** The rows of the headers alone, to stand above a later page: those before the first row of a table's body. */
export function headOf(first: RowsPage, bodyFirst: number): RowsPage | null {
  if (bodyFirst <= 0 || bodyFirst > 15) return null;
  return {
    from: 0,
    count: bodyFirst,
    cells: first.cells.filter((cell) => cell.r < bodyFirst),
    merges: first.merges.filter(([, , r2]) => r2 < bodyFirst),
    filled: first.filled?.filter((cell) => cell.r < bodyFirst),
  };
}
