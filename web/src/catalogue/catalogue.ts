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
  | 'retention_months'
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

type Kind = 'elements' | 'codes';
const at = (kind: Kind, id: string): string => `/api/catalogue/${kind}/${encodeURIComponent(id)}`;
/** What is new is added, so that it never overwrites what has the same id. */
function save<T>(kind: Kind, id: string, item: T, isNew: boolean): Promise<WithHistory<T>> {
  return isNew
    ? ask(`/api/catalogue/${kind}`, withJson('POST', item))
    : ask(at(kind, id), withJson('PUT', item));
}

export const findLines = (query: string): Promise<ElementLine[]> =>
  ask(`/api/catalogue/elements?q=${encodeURIComponent(query)}`);
export const getElement = (id: string): Promise<WithHistory<ElementLine>> =>
  ask(at('elements', id));
export const saveElement = (line: ElementLine, isNew: boolean): Promise<WithHistory<ElementLine>> =>
  save('elements', line.id, line, isNew);
export const findCodeLists = (): Promise<CodeListName[]> => ask('/api/catalogue/codes');
export const getCodeList = (id: string): Promise<WithHistory<CodeListLines>> =>
  ask(at('codes', id));
export const saveCodeList = (
  list: CodeListLines,
  isNew: boolean,
): Promise<WithHistory<CodeListLines>> => save('codes', list.list, list, isNew);
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
  retention_months: '',
  legal_basis: '',
  derivation: '',
  status: '试用',
  valid_from: today,
  valid_to: '',
});

/** What can be chosen rather than typed; the words are those of the catalogue. */
export const CHOICES: Partial<Record<ElementField, string[]>> = {
  subject: ['人', '户', '住房', '单位', '场所', '事项', '行政区划', '其他'],
  sensitivity: ['一般', '个人', '敏感', '专管'],
  status: ['草案', '试用', '标准', '停用'],
  type: 'string text name code boolean date datetime year year_month integer decimal money percent phone id18 address geometry file'.split(
    ' ',
  ),
};
