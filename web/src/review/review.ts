import { ask, withJson, type PersonFound, type Source } from '../api';

/** A value with where it comes from; `apart`: its row may speak of somebody else. */
export interface Choice {
  entry: string;
  value: string;
  kind: string;
  saidOn: string;
  days: number;
  apart: boolean;
  source: Source;
}
export interface ReviewItem {
  conflict: string;
  kind: 'values' | 'who' | 'doubt';
  element: string;
  name: string;
  role: string;
  reason: string;
  current?: Choice;
  others: Choice[];
  other?: PersonFound;
}
export interface ReviewGroup {
  subject: PersonFound;
  conflicts: number;
  items: ReviewItem[];
}
export interface ReviewPage {
  subjects: number;
  conflicts: number;
  open: ReviewGroup[];
  after: string | null;
}
export interface Decided {
  ruling: number;
  at: string;
  actor: string;
  kind: 'keep' | 'dismiss' | 'merge' | 'split';
  subject: string;
  person: string;
  name?: string;
  role?: string;
  value: string;
  undone: boolean;
}
export interface DecidedPage {
  decided: Decided[];
  before: number | null;
}
export type How = 'keep' | 'take' | 'seen' | 'same' | 'apart';

const part = encodeURIComponent;

export const findReview = (unit: string, after?: string): Promise<ReviewPage> =>
  ask(`/api/review?unit=${part(unit)}${after ? `&after=${part(after)}` : ''}`);
export const findDecided = (unit: string, before?: number): Promise<DecidedPage> =>
  ask(`/api/review/decided?unit=${part(unit)}${before ? `&before=${before}` : ''}`);
export const decide = (
  conflict: string,
  said: { unit: string; how: How; entry?: string },
): Promise<{ ruling: number }> => ask(`/api/review/${part(conflict)}`, withJson('POST', said));
export const undo = (ruling: number, unit: string): Promise<{ ruling: number }> =>
  ask(`/api/review/decided/${ruling}/undo`, withJson('POST', { unit }));
export const merge = (unit: string, one: string, two: string): Promise<{ ruling: number }> =>
  ask('/api/review/merges', withJson('POST', { unit, one, two }));
export const split = (
  unit: string,
  subject: string,
  entries: string[],
): Promise<{ ruling: number }> =>
  ask('/api/review/splits', withJson('POST', { unit, subject, entries }));
