import { ask, withJson } from '../api';

/** A request to erase values of a person; `elements` empty: everything; decided and not done: broken off. */
export interface Erasure {
  id: string;
  of: string;
  unit: string;
  elements: string[];
  basis: string;
  request: string;
  asked: string;
  askedAt: string;
  decided?: string;
  decidedAt?: string;
  approved?: boolean;
  reason?: string;
  doneAt?: string | null;
  entries?: number;
}
const part = encodeURIComponent;

export const findErasuresOf = (id: string, unit: string): Promise<Erasure[]> =>
  ask(`/api/people/${part(id)}/erasures?unit=${part(unit)}`);
export const askErasure = (
  id: string,
  wanted: { unit: string; elements: string[]; basis: string; request: string },
): Promise<Erasure[]> => ask(`/api/people/${part(id)}/erasures`, withJson('POST', wanted));
export const findErasures = (unit: string): Promise<Erasure[]> =>
  ask(`/api/erasures?unit=${part(unit)}`);
export const decideErasure = (id: string, approved: boolean, reason: string): Promise<Erasure[]> =>
  ask(`/api/erasures/${part(id)}`, withJson('POST', { approved, reason }));
