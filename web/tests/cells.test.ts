import { describe, expect, it } from 'vitest';
import type { CellState, Draft, DraftCell } from '../src/api';
import { mergeCells, nextUnknown, sureness } from '../src/draft/cells';
import { layOut, letters } from '../src/draft/grid';

function aCell(ref: string, r: number, c: number, state: CellState): DraftCell {
  return {
    sheet: 'S',
    r,
    c,
    ref,
    state,
    text: state === 'unknown' ? '' : ref,
    source: null,
    confidence: 1,
    why: '',
  };
}
function aDraft(cells: DraftCell[]): Draft {
  const counts = { known: 0, stale: 0, unknown: 0, computed: 0, fixed: 0 };
  for (const c of cells) counts[c.state]++;
  return {
    id: 'd',
    file: '表.xlsx',
    unit: { code: '1', name: '红星村' },
    sheets: [],
    cells,
    counts,
  };
}

describe('cells of a draft', () => {
  it('counts an answered cell as known and no longer as unknown', () => {
    const draft = aDraft([aCell('A1', 0, 0, 'unknown'), aCell('B1', 0, 1, 'known')]);
    const now = mergeCells(draft, [{ ...aCell('A1', 0, 0, 'known'), text: '汉族' }]);
    expect(now.counts).toMatchObject({ unknown: 0, known: 2 });
    expect(now.cells[0]?.text).toBe('汉族');
  });

  it('leaves the old draft as it was', () => {
    const draft = aDraft([aCell('A1', 0, 0, 'unknown')]);
    mergeCells(draft, [aCell('A1', 0, 0, 'known')]);
    expect(draft.counts.unknown).toBe(1);
  });

  it('goes to the next unknown cell in reading order and round to the first', () => {
    const cells = [
      aCell('B2', 1, 1, 'unknown'),
      aCell('A3', 2, 0, 'unknown'),
      aCell('A2', 1, 0, 'known'),
    ];
    expect(nextUnknown(cells, null)?.ref).toBe('B2');
    expect(nextUnknown(cells, cells[0]!)?.ref).toBe('A3');
    expect(nextUnknown(cells, cells[1]!)?.ref).toBe('B2');
  });

  it('finds nothing when nothing is unknown', () => {
    expect(nextUnknown([aCell('A1', 0, 0, 'known')], null)).toBeUndefined();
  });

  it.each([
    [0.9, 'sure'],
    [0.89, 'fair'],
    [0.5, 'fair'],
    [0.49, 'unsure'],
  ])('calls %s %s', (confidence, word) => expect(sureness(confidence)).toBe(word));
});

describe('the sheet on screen', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('names column %s %s', (column, name) => expect(letters(column)).toBe(name));

  it('spans the corner of a merge and leaves out the cells under it', () => {
    const grid = {
      rows: 2,
      columns: 3,
      widths: [],
      cells: [{ r: 0, c: 0, text: '花名册', style: 'b' }],
      merges: [[0, 0, 0, 2]] as Array<[number, number, number, number]>,
    };
    const rows = layOut(grid, [aCell('B2', 1, 1, 'known')]);
    expect(rows[0]).toHaveLength(1);
    expect(rows[0]?.[0]).toMatchObject({ text: '花名册', colspan: 3, rowspan: 1 });
    expect(rows[1]?.map((c) => c.text)).toEqual(['', 'B2', '']);
  });
});
