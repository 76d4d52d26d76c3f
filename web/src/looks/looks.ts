import { ask } from '../api';

/** One answer that showed something of somebody; `count`: of how many. */
export interface Look {
  number: number;
  at: string;
  who: string;
  title: string;
  act: string;
  purpose: string;
  unit: string;
  count: number;
  elements: string[];
}
export interface LookPage {
  looks: Look[];
  before: number | null;
}
const part = encodeURIComponent;
const from = (before: number | null): string => (before ? `&before=${before}` : '');

export const findLooksAt = (id: string, unit: string, before: number | null): Promise<LookPage> =>
  ask(`/api/people/${part(id)}/looks?unit=${part(unit)}${from(before)}`);
export const findLooks = (
  unit: string,
  who: string,
  subject: string,
  before: number | null,
): Promise<LookPage> =>
  ask(`/api/looks?unit=${part(unit)}&who=${part(who)}&subject=${part(subject)}${from(before)}`);
