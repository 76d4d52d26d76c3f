import type { ElementLine } from '../catalogue/catalogue';

export type Test = 'one' | 'none' | 'between' | 'known' | 'unknown' | 'other';
/** A test on one element, as the server tells it and the page changes it. */
export interface Part {
  test: Test;
  /** A stored key, with `home` of the other one of person and household; absent of `other`. */
  element?: string;
  name?: string;
  home?: boolean;
  values?: string[];
  from?: string;
  to?: string;
  /** Of what comes from words: the engine's text and plain words; all that `other` has. */
  conditions?: string;
  text?: string;
}

const ORDERED = [
  'integer',
  'decimal',
  'money',
  'percent',
  'date',
  'datetime',
  'year',
  'year_month',
];
/** The values of what is so or not, as the ledger keeps them. */
export const YES_NO = ['是', '否'] as const;
export const isOrdered = (line?: ElementLine): boolean => ORDERED.includes(line?.type ?? '');
export const isClosed = (line?: ElementLine): boolean =>
  line?.type === 'boolean' || Boolean(line?.codes);

/** The tests that make sense for an element, the usual one first. */
export function testsFor(line?: ElementLine): Test[] {
  return [
    isOrdered(line) ? 'between' : 'one',
    ...(isOrdered(line) ? [] : ['none' as const]),
  ].concat(['known', 'unknown']) as Test[];
}

/** Whether a test says enough to be asked. */
export function isWhole(part: Part): boolean {
  if (part.test === 'one' || part.test === 'none') return Boolean(part.values?.length);
  return part.test !== 'between' || Boolean(part.from?.trim() || part.to?.trim());
}

const quoted = (value: string): string =>
  /^[^\s,()<>="/:]+$/.test(value) ? value : `"${value.replaceAll('"', "'")}"`;

function inner(part: Part): string {
  const key = part.element ?? '';
  const values = part.values ?? [];
  const from = part.from?.trim() ?? '';
  const to = part.to?.trim() ?? '';
  switch (part.test) {
    case 'one':
    case 'none':
      return values.length === 1
        ? `${key}=${quoted(values[0] ?? '')}`
        : `${key} in (${values.map(quoted).join(',')})`;
    case 'between':
      if (from && to) return `${key} ${quoted(from)}..${quoted(to)}`;
      return from ? `${key}>=${quoted(from)}` : `${key}<=${quoted(to)}`;
    case 'known':
    case 'unknown':
      return `${key} is known`;
    case 'other':
      return part.conditions ?? '';
  }
}

/** A test as the engine writes it. */
export function print(part: Part): string {
  const tested = part.home ? `household(${inner(part)})` : inner(part);
  return part.test === 'none' || part.test === 'unknown' ? `not ${tested}` : tested;
}

/** All of the tests, or any of them, as the engine writes it; `all` where there are none. */
export function printAll(parts: Part[], any: boolean): string {
  const printed = parts.map(print);
  if (!printed.length) return 'all';
  return any && printed.length > 1 ? `(${printed.join(' or ')})` : printed.join(' and ');
}
