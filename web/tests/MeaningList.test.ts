import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { Meaning, Slot, TableReading } from '../src/api';
import MeaningList from '../src/sheet/MeaningList.vue';
import { language } from '../src/language';

function aSlot(
  ref: string,
  leaf: string,
  confidence: number,
  kind: Meaning['kind'] = 'element',
): Slot {
  return {
    ref,
    letter: ref,
    path: [leaf],
    elementName: leaf,
    meaning: {
      kind,
      element: 'e_' + ref,
      role: '',
      confidence,
      evidence: ['同义词'],
      alternatives: [
        { element: 'other_' + ref, elementName: '另一项', role: 'guardian', confidence: 0.2 },
      ],
    },
  };
}
const aTable = (slots: Slot[]): TableReading => ({
  kind: 'roster',
  range: 'A1:D9',
  title: '名册',
  slots,
});

const asked = (table: TableReading, said: unknown[] = []) => ({
  props: {
    table,
    open: null as string | null,
    correct: (...args: unknown[]) => {
      said.push(args);
      return Promise.resolve();
    },
    correctAll: (...args: unknown[]) => {
      said.push(...args);
      return Promise.resolve();
    },
    withdraw: () => Promise.resolve(),
  },
  global: { plugins: [language] },
});
const fourColumns = (): TableReading =>
  aTable([
    aSlot('A', '序号', 1, 'serial'),
    aSlot('B', '姓名', 0.99),
    aSlot('C', '类别', 0.6),
    aSlot('D', '电话', 0.3),
  ]);

it('shows the uncertain columns first and the sure ones on request', async () => {
  const list = mount(MeaningList, asked(fourColumns()));
  const letters = (): string[] => list.findAll('.where').map((w) => w.text().slice(0, 1));
  expect(letters()).toEqual(['D', 'C']);
  await list.get('button[aria-expanded=false].quiet').trigger('click');
  expect(letters()).toEqual(['D', 'C', 'B']);
});

it('corrects a meaning with two clicks', async () => {
  const said: unknown[] = [];
  const list = mount(MeaningList, asked(aTable([aSlot('D', '电话', 0.3)]), said));
  await list.get('.meaning-head').trigger('click');
  await list.get('.choices button.quiet').trigger('click');
  await flushPromises();
  expect(said).toEqual([['D', 'other_D', 'guardian']]);
});

it('takes an uncertain meaning as right with two clicks', async () => {
  const said: unknown[] = [];
  const list = mount(MeaningList, asked(aTable([aSlot('D', '电话', 0.3)]), said));
  await list.get('.meaning-head').trigger('click');
  await list.get('.choices button:not(.quiet)').trigger('click');
  await flushPromises();
  expect(said).toEqual([['D', 'e_D', '']]);
});

it('confirms the other doubtful columns with one click: the fair ones as read, of the uncertain none', async () => {
  const said: unknown[] = [];
  const slots = [...fourColumns().slots, aSlot('E', '人数', 0.6, 'aggregate')];
  const list = mount(MeaningList, asked(aTable(slots), said));
  await list.get('.rest button').trigger('click');
  await flushPromises();
  expect(said).toEqual([
    [
      { ref: 'D', element: null, role: '' },
      { ref: 'C', element: 'e_C', role: '' },
    ],
  ]);
});

it('offers no button for the rest where one column is doubtful', () => {
  const list = mount(MeaningList, asked(aTable([aSlot('D', '电话', 0.3)])));
  expect(list.find('.rest').exists()).toBe(false);
  expect(list.get('.read').text()).toBe('或许是电话');
});

it('opens the row of a column that was pointed at on the sheet, sure or not', async () => {
  const list = mount(MeaningList, asked(fourColumns()));
  await list.setProps({ open: 'B' });
  expect(list.findAll('.meaning-body')).toHaveLength(1);
  expect(list.get('.meaning-row:has(.meaning-body) .where').text()).toContain('B');
});
