import { ask, withFiles, withJson } from '../api';

/** A line of the catalogue as texts; keys as in docs/spec/http.md. */
export type ElementLine = Record<ElementField, string>;
export type ElementField =
  | 'id'
  | 'name'
  | 'subject'
  | 'type'
  | 'codes'
  | 'synonyms'
  | 'definition'
  | 'unit'
  | 'format'
  | 'owner'
  | 'lead_collector'
  | 'sensitivity'
  | 'fresh_months'
  | 'legal_basis'
  | 'derivation'
  | 'status'
  | 'valid_from'
  | 'valid_to';
export interface CodeLine {
  code: string;
  label: string;
  also: string;
  rank: string;
}
export interface CodeListLines {
  list: string;
  standard: string;
  codes: CodeLine[];
}
export interface CodeListName {
  list: string;
  standard: string;
  size: number;
  first: string;
}
export interface WithHistory<T> {
  item: T;
  history: Array<{ changedAt: string; actor: string; item: T }>;
}
export interface TakeReport {
  file: string;
  rows: number;
  accepted: number;
  refused: Array<{ sheet: string; row: number; reason: string }>;
}

const at = (kind: 'elements' | 'codes', id: string): string =>
  `/api/catalogue/${kind}/${encodeURIComponent(id)}`;

export const findLines = (query: string): Promise<ElementLine[]> =>
  ask(`/api/catalogue/elements?q=${encodeURIComponent(query)}`);
export const getElement = (id: string): Promise<WithHistory<ElementLine>> => ask(at('elements', id));
export const saveElement = (line: ElementLine): Promise<WithHistory<ElementLine>> =>
  ask(at('elements', line.id), withJson('PUT', line));
export const findCodeLists = (): Promise<CodeListName[]> => ask('/api/catalogue/codes');
export const getCodeList = (id: string): Promise<WithHistory<CodeListLines>> => ask(at('codes', id));
export const saveCodeList = (list: CodeListLines): Promise<WithHistory<CodeListLines>> =>
  ask(at('codes', list.list), withJson('PUT', list));
export const takeCatalogue = (files: File[]): Promise<TakeReport[]> =>
  ask('/api/catalogue/file', withFiles(files, {}));

/** A line to begin with: only what most new elements have in common. */
export const newLine = (today: string): ElementLine => ({
  id: '',
  name: '',
  subject: '人',
  type: 'string',
  codes: '',
  synonyms: '',
  definition: '',
  unit: '',
  format: '',
  owner: '',
  lead_collector: '',
  sensitivity: '个人',
  fresh_months: '',
  legal_basis: '',
  derivation: '',
  status: '试用',
  valid_from: today,
  valid_to: '',
});
