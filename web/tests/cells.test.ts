import { describe, expect, it } from 'vitest';
import type { BookSheet, CellState, DraftCell, RowsPage, Slot } from '../src/api';
import { columnSlots, mergeCells, slotOf, sureness } from '../src/sheet/cells';
import { headOf, layOut, letters, place } from '../src/sheet/grid';

function aCell(ref: string, state: CellState, element?: string): DraftCell {
  return {
    sheet: 'S',
    ...place(ref),
    ref,
    state,
    text: state === 'unknown' ? '' : ref,
    element,
    confidence: 1,
  };
}
const aPage = (from: number, count: number, filled: DraftCell[]): RowsPage => ({
  from,
  count,
  cells: [{ r: 0, c: 0, text: '花名册', style: 'b' }],
  merges: [[0, 0, 0, 2]],
  filled,
});
const aSlot = (ref: string, element: string, role = 'self'): Slot => ({
  ref,
  letter: ref.replace(/\d/g, ''),
  path: [element],
  options: [element + '的选项'],
  meaning: { kind: 'element', element, role, confidence: 1, evidence: [], alternatives: [] },
});
const aSheet = (slots: Slot[]): BookSheet => ({
  name: 'S',
  hidden: false,
  frame: { rows: 2, columns: 3, widths: [] },
  rows: aPage(0, 2, []),
  tables: [{ kind: 'roster', range: 'A1:C9', slots }],
});

describe('cells of a draft', () => {
  it('puts a changed cell in place of the old one and leaves the old page as it was', () => {
    const page = aPage(0, 2, [aCell('A2', 'unknown'), aCell('B2', 'known')]);
    const now = mergeCells(page, [{ ...aCell('A2', 'known'), text: '汉族' }]);
    expect(now.filled?.map((c) => c.text)).toEqual(['汉族', 'B2']);
    expect(page.filled?.[0]?.state).toBe('unknown');
  });

  it('finds the slot of a cell by what it asks, not by its column alone', () => {
    const sheet = aSheet([aSlot('A', 'person_phone', 'guardian'), aSlot('B', 'person_phone')]);
    expect(slotOf(sheet, aCell('B2', 'unknown', 'person_phone'))?.ref).toBe('B');
    expect(slotOf(sheet, aCell('C2', 'unknown', 'person_phone'))?.ref).toBe('B');
    expect(slotOf(sheet, aCell('A2', 'unknown', 'person_sex'))).toBeUndefined();
  });

  it('reads columns by the first table that has them', () => {
    const sheet = aSheet([aSlot('A', 'person_name'), aSlot('C7', 'person_sex')]);
    expect([...columnSlots(sheet).keys()]).toEqual(['A']);
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

  it.each([
    ['A1', 0, 0],
    ['AB12:C30', 11, 27],
  ])('finds %s', (ref, r, c) => expect(place(ref)).toEqual({ r, c }));

  it('spans the corner of a merge and leaves out the cells under it', () => {
    const frame = { rows: 2, columns: 3, widths: [] };
    const rows = layOut(frame, aPage(0, 2, [aCell('B2', 'known')]));
    expect(rows[0]).toHaveLength(1);
    expect(rows[0]?.[0]).toMatchObject({ text: '花名册', colspan: 3, rowspan: 1 });
    expect(rows[1]?.map((c) => c.text)).toEqual(['', 'B2', '']);
  });

  it('draws a later page from its first row on', () => {
    const frame = { rows: 900, columns: 2, widths: [] };
    const rows = layOut(frame, { ...aPage(200, 2, [aCell('B202', 'known')]), merges: [] });
    expect(rows.map((row) => row.map((c) => c.text))).toEqual([
      ['', ''],
      ['', 'B202'],
    ]);
  });

  it('repeats the header rows above a later page, unless they are a whole sheet', () => {
    expect(headOf(aPage(0, 200, []), 3)).toMatchObject({ count: 3, merges: [[0, 0, 0, 2]] });
    expect(headOf(aPage(0, 200, []), 0)).toBeNull();
    expect(headOf(aPage(0, 200, []), 40)).toBeNull();
  });
});
