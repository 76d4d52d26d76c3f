import { ask, withJson, type Source } from '../api';
import type { Person } from './people';

/** How somebody stands to another; `isOfOther`: kept with the other, whose guardian or head this one is. */
export interface Relation {
  kind: string;
  isOfOther: boolean;
  id: string;
  type: string;
  name: string;
  since: string;
  until?: string;
  as: string;
  source: Source;
}
/** A life event that was recorded. */
export interface LifeEvent {
  number: number;
  kind: string;
  label: string;
  on: string;
  about: string;
  note: string;
  recordedOn: string;
  actor: string;
  isReversed: boolean;
  isLast: boolean;
}
export interface Need {
  field: string;
  label: string;
  choices: Array<{ value: string; label: string }>;
}
/** What an event will change. */
export interface Preview {
  lines: Array<{ name: string; what: string; before: string; after: string }>;
  notices: string[];
  needs: Need[];
  basis: string;
}
export interface Said {
  unit: string;
  kind: string;
  on: string;
  fields: Record<string, string>;
  basis?: string;
}

const part = encodeURIComponent;

export const previewEvent = (id: string, said: Said): Promise<Preview> =>
  ask(`/api/people/${part(id)}/events/preview`, withJson('POST', said));
export const recordEvent = (id: string, said: Said): Promise<Person> =>
  ask(`/api/people/${part(id)}/events`, withJson('POST', said));
/** Nothing comes back when the subject itself left the ledger with the event. */
export const reverseEvent = (
  id: string,
  number: number,
  unit: string,
): Promise<Person | undefined> =>
  ask(`/api/people/${part(id)}/events/${number}?unit=${part(unit)}`, { method: 'DELETE' });

/** Which events a page offers, and what may be said besides what has to be. */
export const EVENTS: Record<string, { of: string[]; more: string[] }> = {
  birth: { of: ['household'], more: ['idNumber'] },
  death: { of: ['person'], more: [] },
  move_in: { of: ['household'], more: ['person', 'idNumber', 'birthDate', 'from'] },
  move_out: { of: ['person', 'household'], more: [] },
  marriage: { of: ['person'], more: [] },
  certificate: { of: ['person', 'household'], more: [] },
  relation: { of: ['person', 'household'], more: [] },
};
/** Fields in which a person is looked for. */
export const PEOPLE_FIELDS = ['person', 'spouse', 'other'];
