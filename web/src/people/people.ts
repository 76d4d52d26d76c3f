import { reactive } from 'vue';
import { ask, withJson, type PersonFound, type Source, type Told } from '../api';
import { findLines, getCodeList } from '../catalogue/catalogue';
import type { LifeEvent, Relation } from './events';

export interface PersonFact {
  element: string;
  name: string;
  role: string;
  value: string;
  stale: boolean;
  disputed: boolean;
  source: Source;
  options?: string[];
  forms: string[];
}
export interface Person extends PersonFound {
  household?: string;
  members: PersonFound[];
  themes: Array<{ theme: string; facts: PersonFact[] }>;
  history: Array<Told & { entry: string; name: string }>;
  relations: Relation[];
  events: LifeEvent[];
  paid: string[];
}
/** Somebody has an item of a closed list, with a value when one is chosen. */
export interface Flag {
  element: string;
  name: string;
  value: string;
}
export interface PeopleFilter {
  sex: number;
  ageFrom: number | '';
  ageTo: number | '';
  flags: Flag[];
}
export interface PeoplePage {
  count: number;
  more: boolean;
  people: PersonFound[];
  after: string | null;
}
export interface PastedLine {
  line: string;
  people: PersonFound[];
}

/** What was looked for last, so that it is still there after a look at one person. */
export const kept = reactive<{ query: string; filter: PeopleFilter; isListed: boolean }>({
  query: '',
  filter: { sex: 0, ageFrom: '', ageTo: '', flags: [] },
  isListed: false,
});

const part = encodeURIComponent;

/** The filters as the server takes them; what is not set is left out. */
function asked(unit: string, filter: PeopleFilter, after?: string): string {
  const out = new URLSearchParams({ unit });
  if (filter.sex) out.set('sex', String(filter.sex));
  if (filter.ageFrom !== '') out.set('ageFrom', String(filter.ageFrom));
  if (filter.ageTo !== '') out.set('ageTo', String(filter.ageTo));
  for (const flag of filter.flags)
    out.append('flag', flag.value ? `${flag.element}=${flag.value}` : flag.element);
  if (after) out.set('after', after);
  return out.toString();
}
/** How many entries of the ledger the search does not know yet. */
export const findBehind = (unit: string): Promise<{ entries: number }> =>
  ask(`/api/people/behind?unit=${part(unit)}`);
export const findPeoplePage = (
  unit: string,
  filter: PeopleFilter,
  after?: string,
): Promise<PeoplePage> => ask(`/api/people/list?${asked(unit, filter, after)}`);
export const countPeople = (unit: string, filter: PeopleFilter): Promise<{ count: number }> =>
  ask(`/api/people/list/count?${asked(unit, filter)}`);
export const peopleAddress = (unit: string, filter: PeopleFilter): string =>
  `/api/people/list/workbook?${asked(unit, filter)}`;
export const findPasted = (unit: string, text: string): Promise<PastedLine[]> =>
  ask('/api/people/pasted', withJson('POST', { unit, text }));
export const getPerson = (id: string, unit: string): Promise<Person> =>
  ask(`/api/people/${part(id)}?unit=${part(unit)}`);
export const sayOfPerson = (
  id: string,
  how: 'facts' | 'fresh' | 'doubts',
  said: { unit: string; element: string; value?: string },
): Promise<Person> => ask(`/api/people/${part(id)}/${how}`, withJson('PUT', said));

/** Items of closed lists that a text may mean. */
export async function findFlags(
  query: string,
): Promise<Array<{ id: string; name: string; codes: string }>> {
  const isClosed = (type: string, codes: string): boolean => type === 'boolean' || codes !== '';
  return (await findLines(query)).filter((l) => l.subject === '人' && isClosed(l.type, l.codes));
}
/** The values of an item, none when it is yes or no. */
export const findValues = async (codes: string): Promise<string[]> =>
  codes ? (await getCodeList(codes)).item.codes.map((c) => c.label) : [];
