/** The server as the page sees it: docs/spec/http.md, one function per request. */

export interface ProblemBody {
  code: string;
  message: string;
  file?: string;
  sheet?: string;
  cell?: string;
  action?: string;
}

/** A refusal of the server, told to the person in the server's own words. */
export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.message);
  }
}

export interface DemoTemplate {
  name: string;
  bureau: string;
}
export interface DeskState {
  version: string;
  demo: boolean;
  units: number;
  subjects: number;
  facts: number;
  defaultUnit?: string;
  demoTemplates: DemoTemplate[];
}
export interface Unit {
  code: string;
  name: string;
  parent: string;
  level: string;
}
export interface ElementName {
  id: string;
  name: string;
  subject: string;
}
export interface RefusedRow {
  sheet: string;
  row: number;
  reason: string;
}
export interface ConflictRow extends RefusedRow {
  element: string;
}
export interface ImportReport {
  file: string;
  rows: number;
  accepted: number;
  refused: RefusedRow[];
  facts: number;
  conflicts: ConflictRow[];
  reading?: { sheets: Array<{ name: string; tables: TableReading[] }> };
}
export type Stage =
  'waiting' | 'reading' | 'understanding' | 'matching' | 'saving' | 'filling' | 'done' | 'refused';
export interface Job {
  job: string;
  file: string;
  stage: Stage;
  done?: number;
  total?: number;
  result?: unknown;
  error?: ProblemBody;
}
export interface Alternative {
  element: string;
  elementName?: string;
  role: string;
  confidence: number;
}
export interface Meaning {
  kind: 'element' | 'aggregate' | 'derived' | 'constant' | 'serial' | 'text' | 'unknown';
  element?: string;
  role?: string;
  expression?: string;
  confidence: number;
  evidence: string[];
  alternatives: Alternative[];
}
export interface Slot {
  ref: string;
  letter: string;
  path: string[];
  elementName?: string;
  expressionText?: string | null;
  meaning: Meaning;
}
export interface TableReading {
  kind: string;
  range: string;
  title?: string;
  population?: string;
  populationText?: string;
  slots: Slot[];
}
export interface GridCell {
  r: number;
  c: number;
  text: string;
  style: string;
}
export interface SheetGrid {
  rows: number;
  columns: number;
  widths: number[];
  cells: GridCell[];
  merges: Array<[number, number, number, number]>;
  truncated?: boolean;
}
export interface DraftSheet {
  name: string;
  hidden: boolean;
  grid: SheetGrid;
  tables: TableReading[];
}
export type CellState = 'known' | 'stale' | 'unknown' | 'computed' | 'fixed';
export interface Source {
  file: string;
  sheet?: string;
  row?: number;
  recordedOn: string;
}
export interface DraftCell {
  sheet: string;
  r: number;
  c: number;
  ref: string;
  state: CellState;
  text: string;
  element?: string;
  elementName?: string;
  subject?: string;
  subjectName?: string;
  source: Source | null;
  confidence: number;
  why: string;
}
export interface Draft {
  id: string;
  file: string;
  unit: { code: string; name: string };
  sheets: DraftSheet[];
  cells: DraftCell[];
  counts: Record<CellState, number>;
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Problem({ code: 'WEB-001', message: 'WEB-001' });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const told = (body as { error?: ProblemBody } | null)?.error;
  throw new Problem(told ?? { code: 'WEB-002', message: 'WEB-002' });
}

function withJson(method: string, body: unknown): RequestInit {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function withFiles(files: File[], fields: Record<string, string>): RequestInit {
  const form = new FormData();
  for (const file of files) form.append('files', file);
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  return { method: 'POST', body: form };
}

export const findState = (): Promise<DeskState> => ask('/api/state');
export const findUnits = (): Promise<Unit[]> => ask('/api/units');
export const findElements = (query: string): Promise<ElementName[]> =>
  ask(`/api/elements?q=${encodeURIComponent(query)}`);
export const newImports = (files: File[], unit: string): Promise<Job[]> =>
  ask('/api/imports', withFiles(files, { unit }));
export const newDrafts = (files: File[], unit: string): Promise<Job[]> =>
  ask('/api/drafts', withFiles(files, { unit }));
export const newDemoDraft = (name: string, unit: string): Promise<Job> =>
  ask('/api/drafts/demo', withJson('POST', { name, unit }));
export const getJob = (id: string): Promise<Job> => ask(`/api/jobs/${encodeURIComponent(id)}`);
export const getDraft = (id: string): Promise<Draft> =>
  ask(`/api/drafts/${encodeURIComponent(id)}`);
export const correctMeaning = (
  id: string,
  correction: { sheet: string; ref: string; element: string | null; role: string },
): Promise<Draft> =>
  ask(`/api/drafts/${encodeURIComponent(id)}/meanings`, withJson('PUT', correction));
export const withdrawMeaning = (id: string, sheet: string, ref: string): Promise<Draft> =>
  ask(
    `/api/drafts/${encodeURIComponent(id)}/meanings?sheet=${encodeURIComponent(sheet)}&ref=${encodeURIComponent(ref)}`,
    { method: 'DELETE' },
  );
export const recordAnswer = (
  id: string,
  answer: { sheet: string; ref: string; value: string },
): Promise<{ cells: DraftCell[] }> =>
  ask(`/api/drafts/${encodeURIComponent(id)}/answers`, withJson('PUT', answer));
export const confirmFresh = (
  id: string,
  cell: { sheet: string; ref: string },
): Promise<{ cells: DraftCell[] }> =>
  ask(`/api/drafts/${encodeURIComponent(id)}/fresh`, withJson('PUT', cell));
export const workbookAddress = (id: string): string =>
  `/api/drafts/${encodeURIComponent(id)}/workbook`;
