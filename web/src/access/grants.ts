import { ask, withJson } from '../api';

/** What a department may take of elements that others own. */
export interface Grant {
  id: string;
  department: string;
  unit: string;
  unitName: string;
  elements: { element: string; title: string }[];
  purpose: string;
  basis: string;
  masked: boolean;
  from: string;
  until: string | null;
}
export interface OwnGrants {
  mine: Grant[];
  others: Grant[];
}
export interface GrantWanted {
  department: string;
  unit: string;
  elements: string[];
  purpose: string;
  basis: string;
  masked: boolean;
  until: string | null;
}

export const findGrants = (): Promise<Grant[]> => ask('/api/grants');
/** The departments that have an officer: a grant to any other is nobody's yet. */
export const findGrantees = (): Promise<string[]> => ask('/api/grants/departments');
export const findOwnGrants = (): Promise<OwnGrants> => ask('/api/grants/own');
export const giveGrant = (wanted: GrantWanted): Promise<Grant[]> =>
  ask('/api/grants', withJson('POST', wanted));
export const revokeGrant = (id: string): Promise<Grant[]> =>
  ask(`/api/grants/${encodeURIComponent(id)}`, { method: 'DELETE' });
