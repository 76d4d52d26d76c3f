import { ask, withFiles, withJson, type Job, type Said, type TableReading } from '../api';
import type { Part } from './conditions';

/** The owner of what every unit says of itself. */
export const EVERY_UNIT = '填报单位';

export type Release = 'plain' | 'masked' | 'refused';
export interface Column {
  element: string;
  name: string;
  owner: string;
  release: Release;
}
/** How much of a table is known; nothing of refused columns. */
export interface Coverage {
  text: string;
  rows: number | null;
  refused: string[];
  columns: (Column & { known?: number; stale?: number })[];
  units: { code: string; name: string; rows: number; known: (number | null)[] }[];
}
/** Whom words name; `unexplained`: what of them no condition says. */
export interface Understood {
  subject: string;
  conditions: string;
  text: string;
  unexplained: string[];
  /** The conditions one by one: any of them, or all. */
  any: boolean;
  parts: Part[];
}
/** A workbook of the department as it was read. */
export interface Template {
  file: string;
  table: TableReading;
  whom: Understood;
}
export interface TableLine {
  id: string;
  name: string;
  unit: { code: string; name: string };
  text: string;
  purpose: string;
  owners: string[];
  madeAt: string;
  takenAt?: string;
}
export interface Take {
  take: string;
  at: string;
  by: string;
  form: string;
  rows: number | null;
}
export interface KeptTable extends TableLine {
  basis: string;
  key: boolean;
  columns: Column[];
  takes: Take[];
}
/** A table as it is described. */
export interface Described {
  unit: string;
  subject: string;
  conditions: string;
  columns: string[];
  purpose: string;
  name?: string;
  words?: string;
  basis?: string;
}
export interface OwnerRequest {
  id: string;
  table: string;
  tableName: string;
  unit: { code: string; name: string };
  department: string;
  purpose: string;
  elementName: string;
  owner: string;
  lacking: number;
  rows: number;
  askedAt: string;
  settledAt?: string;
  outcome: '' | 'answered' | 'refused' | 'withdrawn';
  reason: string;
}
export interface OwnerRequests {
  mine: OwnerRequest[];
  toMe: OwnerRequest[];
}
const part = encodeURIComponent;
const at = (id: string): string => `/api/tables/${part(id)}`;
const request = (id: string): string => `/api/owner-requests/${part(id)}`;

export const understand = (words: string): Promise<Understood> =>
  ask('/api/tables/understood', withJson('POST', { words }));
/** Reads a workbook as a description of a table, after learning what is said of its columns. */
export const readTemplate = (file: File, said: Said[] = []): Promise<Job[]> =>
  ask('/api/tables/template', withFiles([file], { said: JSON.stringify(said) }));
export const findCoverage = (said: Described): Promise<Coverage> =>
  ask('/api/tables/coverage', withJson('POST', said));
export const keepTable = (said: Described): Promise<KeptTable> =>
  ask('/api/tables', withJson('POST', said));
export const findTables = (): Promise<TableLine[]> => ask('/api/tables');
export const getTable = (id: string): Promise<KeptTable> => ask(at(id));
export const getCoverage = (id: string): Promise<Coverage> => ask(at(id) + '/coverage');
export const dropTable = (id: string): Promise<void> => ask(at(id), { method: 'DELETE' });
export const fileAddress = (id: string, form: string): string => `${at(id)}/file?form=${form}`;
export const newKey = (id: string): Promise<{ key: string }> =>
  ask(at(id) + '/key', { method: 'POST' });
export const removeKey = (id: string): Promise<void> => ask(at(id) + '/key', { method: 'DELETE' });
export const askOwners = (id: string, columns: string[]): Promise<OwnerRequests> =>
  ask(at(id) + '/requests', withJson('POST', { columns }));
export const findRequests = (): Promise<OwnerRequests> => ask('/api/owner-requests');
export const endRequest = (id: string, outcome: string, reason = ''): Promise<OwnerRequests> =>
  ask(request(id) + '/outcome', withJson('PUT', { outcome, reason }));
export const answerRequest = (id: string, files: File[]): Promise<Job[]> =>
  ask(request(id) + '/file', withFiles(files, {}));
export const lackingAddress = (id: string): string => request(id) + '/workbook';
