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
  note?: string;
  import?: string;
}
/** A workbook that was taken earlier. */
export interface ImportItem {
  id: string;
  file: string;
  on: string;
  rows: number;
  accepted: number;
  doubts: number;
}
/** A template that was filled earlier. */
export interface DraftItem {
  id: string;
  file: string;
  on: string;
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
  options?: string[];
  meaning: Meaning;
}
export interface TableReading {
  kind: string;
  range: string;
  header?: string | null;
  body?: string | null;
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
export interface SheetFrame {
  rows: number;
  columns: number;
  widths: number[];
}
/** Some rows of a sheet, from one row on. */
export interface RowsPage {
  from: number;
  count: number;
  cells: GridCell[];
  merges: Array<[number, number, number, number]>;
  filled?: DraftCell[];
}
export interface BookSheet {
  name: string;
  hidden: boolean;
  frame: SheetFrame;
  rows: RowsPage;
  tables: TableReading[];
}
/** Rows that are sent at once. */
export const PAGE_ROWS = 200;
export type CellState = 'known' | 'stale' | 'unknown' | 'computed' | 'fixed' | 'withheld';
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
  role?: string;
  elementName?: string;
  type?: string;
  subject?: string;
  subjectName?: string;
  source?: Source;
  /** Typed into this form only, about nobody in the ledger. */
  typed?: boolean;
  confidence: number;
  why?: string;
}
export type Counts = Record<CellState, number>;
/** A blank table that does not say for whom it is. */
export interface Unlisted {
  sheet: string;
  table: string;
  subject: string;
  why: string;
}
export type ListingKind = 'everybody' | 'titled' | 'file';
export interface Listing {
  sheet: string;
  table: string;
  kind: ListingKind;
  file: number;
}
export interface EarlierList {
  file: number;
  name: string;
  on: string;
  subjects: number;
}
export interface Draft {
  id: string;
  file: string;
  unit: { code: string; name: string };
  sheets: BookSheet[];
  counts: Counts;
  unlisted: Unlisted[];
  listings: Listing[];
  subject: string | null;
}
export interface Import {
  id: string;
  file: string;
  unit: { code: string; name: string };
  report: ImportReport;
  sheets: BookSheet[];
}
export interface DraftChange {
  cells: DraftCell[];
  moved: boolean;
  counts: Counts;
}
/** What one source said of a fact. */
export interface Told {
  element: string;
  value: string;
  kind: 'import' | 'answer' | 'confirm' | 'correction' | 'dispute' | 'undone';
  source: Source;
}
/** A person or household as a line of a list. */
export interface PersonFound {
  id: string;
  type: string;
  name: string;
  sex: string;
  age?: number;
  idTail: string;
  unit: string;
}
export interface Complaint {
  unit: string;
  page: string;
  about: string;
  words: string;
  at: string;
}
/** What is said of a column; element null: none fits. */
export interface Said {
  ref: string;
  element: string | null;
  role: string;
}
export interface Correction extends Said {
  sheet: string;
}

/** What is done when the server says that nobody is signed in; set by the page that shows who is. */
let onLapse = (): void => {};
export function whenLapsed(act: () => void): void {
  onLapse = act;
}

const TRIES = 3;
const PAUSE = 600;

/** One request. A reading one is tried again when the network fails; a writing one is left to the person. */
export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const tries = init ? 1 : TRIES;
  let response: Response | undefined;
  for (let i = 1; !response; i++) {
    try {
      response = await fetch(path, init);
    } catch {
      if (i >= tries) throw new Problem({ code: 'WEB-001', message: 'WEB-001' });
      await new Promise((go) => setTimeout(go, PAUSE * i));
    }
  }
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const told = (body as { error?: ProblemBody } | null)?.error;
  if (told?.code === 'ACCESS-003') onLapse();
  throw new Problem(told ?? { code: 'WEB-002', message: 'WEB-002' });
}

export function withJson(method: string, body: unknown): RequestInit {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

export function withFiles(files: File[], fields: Record<string, string>): RequestInit {
  const form = new FormData();
  for (const file of files) form.append('files', file);
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  return { method: 'POST', body: form };
}

const part = encodeURIComponent;

export const findState = (): Promise<DeskState> => ask('/api/state');
export const findUnits = (): Promise<Unit[]> => ask('/api/units');
export const findElements = (query: string): Promise<ElementName[]> =>
  ask(`/api/elements?q=${part(query)}`);
export const findPeople = (unit: string, query: string): Promise<PersonFound[]> =>
  ask(`/api/people?unit=${part(unit)}&q=${part(query)}`);
export const getJob = (id: string): Promise<Job> => ask(`/api/jobs/${part(id)}`);

export const findImports = (unit: string): Promise<ImportItem[]> =>
  ask(`/api/imports?unit=${part(unit)}`);
export const newImports = (files: File[], unit: string): Promise<Job[]> =>
  ask('/api/imports', withFiles(files, { unit }));
export const getImport = (id: string): Promise<Import> => ask(`/api/imports/${part(id)}`);
export const getImportRows = (id: string, sheet: string, from: number): Promise<RowsPage> =>
  ask(`/api/imports/${part(id)}/rows?sheet=${part(sheet)}&from=${from}`);
export const correctImport = (id: string, said: Correction): Promise<Import> =>
  ask(`/api/imports/${part(id)}/meanings`, withJson('PUT', said));
export const correctImportAll = (id: string, said: Correction[]): Promise<Import> =>
  ask(`/api/imports/${part(id)}/meanings/all`, withJson('PUT', said));
export const withdrawImport = (id: string, sheet: string, ref: string): Promise<Import> =>
  ask(`/api/imports/${part(id)}/meanings?sheet=${part(sheet)}&ref=${part(ref)}`, {
    method: 'DELETE',
  });
export const reportAddress = (id: string): string => `/api/imports/${part(id)}/report`;

export const findDrafts = (unit: string): Promise<DraftItem[]> =>
  ask(`/api/drafts?unit=${part(unit)}`);
export const newDrafts = (files: File[], unit: string, purpose: string): Promise<Job[]> =>
  ask('/api/drafts', withFiles(files, { unit, purpose }));
export const newDemoDraft = (name: string, unit: string, purpose: string): Promise<Job> =>
  ask('/api/drafts/demo', withJson('POST', { name, unit, purpose }));
export const getDraft = (id: string): Promise<Draft> => ask(`/api/drafts/${part(id)}`);
export const deleteDraft = (id: string): Promise<void> =>
  ask(`/api/drafts/${part(id)}`, { method: 'DELETE' });
export const getDraftRows = (id: string, sheet: string, from: number): Promise<RowsPage> =>
  ask(`/api/drafts/${part(id)}/rows?sheet=${part(sheet)}&from=${from}`);
export const findNext = (
  id: string,
  sheet: string,
  state: 'unknown' | 'stale',
  after: { r: number; c: number },
): Promise<{ cell: DraftCell | null }> =>
  ask(`/api/drafts/${part(id)}/next?sheet=${part(sheet)}&state=${state}&r=${after.r}&c=${after.c}`);
export const findClaims = (id: string, sheet: string, ref: string): Promise<Told[]> =>
  ask(`/api/drafts/${part(id)}/claims?sheet=${part(sheet)}&ref=${part(ref)}`);
export const findLists = (id: string, subject: string): Promise<EarlierList[]> =>
  ask(`/api/drafts/${part(id)}/lists?subject=${part(subject)}`);
export const setListing = (
  id: string,
  said: { sheet: string; table: string; kind: ListingKind | null; file?: number },
): Promise<Draft> => ask(`/api/drafts/${part(id)}/listing`, withJson('PUT', said));
export const setSubject = (id: string, subject: string | null): Promise<Draft> =>
  ask(`/api/drafts/${part(id)}/subject`, withJson('PUT', { subject }));
export const correctMeaning = (id: string, said: Correction): Promise<Draft> =>
  ask(`/api/drafts/${part(id)}/meanings`, withJson('PUT', said));
export const correctMeaningAll = (id: string, said: Correction[]): Promise<Draft> =>
  ask(`/api/drafts/${part(id)}/meanings/all`, withJson('PUT', said));
export const withdrawMeaning = (id: string, sheet: string, ref: string): Promise<Draft> =>
  ask(`/api/drafts/${part(id)}/meanings?sheet=${part(sheet)}&ref=${part(ref)}`, {
    method: 'DELETE',
  });
export const recordAnswer = (
  id: string,
  answer: { sheet: string; ref: string; value: string },
): Promise<DraftChange> => ask(`/api/drafts/${part(id)}/answers`, withJson('PUT', answer));
export const confirmFresh = (
  id: string,
  cell: { sheet: string; ref: string },
): Promise<DraftChange> => ask(`/api/drafts/${part(id)}/fresh`, withJson('PUT', cell));
export const disputeValue = (
  id: string,
  cell: { sheet: string; ref: string },
): Promise<DraftChange> => ask(`/api/drafts/${part(id)}/doubts`, withJson('PUT', cell));
export const workbookAddress = (id: string): string => `/api/drafts/${part(id)}/workbook`;

export const newComplaint = (said: {
  unit: string;
  page: string;
  about: string;
  words: string;
}): Promise<Complaint[]> => ask('/api/complaints', withJson('POST', said));
export const findComplaints = (): Promise<Complaint[]> => ask('/api/complaints');
