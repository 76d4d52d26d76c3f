import { expect, it } from 'vitest';
import { isWhole, print, printAll, type Part } from '../src/tables/conditions';

const part = (said: Partial<Part>): Part => ({ test: 'one', element: 'person_age', ...said });

it.each<[Partial<Part>, string]>([
  [{ element: 'person_sex', values: ['女'] }, 'person_sex=女'],
  [{ element: 'disability_grade', values: ['一级', '二级'] }, 'disability_grade in (一级,二级)'],
  [{ element: 'person_sex', test: 'none', values: ['女'] }, 'not person_sex=女'],
  [{ test: 'between', from: '60', to: '69' }, 'person_age 60..69'],
  [{ test: 'between', from: ' 80 ' }, 'person_age>=80'],
  [{ test: 'between', to: '16' }, 'person_age<=16'],
  [{ element: 'person_phone', test: 'known' }, 'person_phone is known'],
  [{ element: 'person_phone', test: 'unknown' }, 'not person_phone is known'],
  [{ element: 'dibao_flag', values: ['是'], home: true }, 'household(dibao_flag=是)'],
  [{ element: 'x', test: 'none', values: ['是'], home: true }, 'not household(x=是)'],
  [{ element: 'x', values: ['甲 乙', 'a"b'] }, 'x in ("甲 乙","a\'b")'],
  [{ test: 'other', element: undefined, conditions: 'not (a=是 or b=是)' }, 'not (a=是 or b=是)'],
])('prints a test as the engine writes it: %j', (said, text) =>
  expect(print(part(said))).toBe(text),
);

it('joins tests by all or by any', () => {
  const two = [part({ test: 'between', from: '80' }), part({ element: 'a', values: ['是'] })];
  expect(printAll([], true)).toBe('all');
  expect(printAll(two, false)).toBe('person_age>=80 and a=是');
  expect(printAll(two, true)).toBe('(person_age>=80 or a=是)');
  expect(printAll(two.slice(0, 1), true)).toBe('person_age>=80');
});

it('knows a test that is not finished', () => {
  expect(isWhole(part({ values: [] }))).toBe(false);
  expect(isWhole(part({ test: 'between', from: ' ' }))).toBe(false);
  expect(isWhole(part({ test: 'known' }))).toBe(true);
});
