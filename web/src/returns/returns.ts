import { ask, withFiles, withJson } from '../api';

/** What a unit asks of a department; `daysLeft` working days, today counted, negative: so many are over. */
export interface ReturnRequest {
  id: string;
  unit: string;
  unitName: string;
  department: string;
  elements: { id: string; name: string }[];
  whom: string;
  reason: string;
  askedAt: string;
  askedBy: string;
  dueOn: string;
  daysLeft: number;
  overdue: boolean;
  outcome?: { word: 'answered' | 'refused' | 'withdrawn'; at: string; by: string; words: string };
}
export interface ReturnWanted {
  unit: string;
  department: string;
  elements: string[];
  whom: string;
  reason: string;
}

const part = encodeURIComponent;
export const findReturns = (): Promise<ReturnRequest[]> => ask('/api/returns');
/** The departments that somebody answers for in a unit. */
export const findDepartments = (unit: string): Promise<string[]> =>
  ask(`/api/returns/departments?unit=${part(unit)}`);
export const newReturn = (wanted: ReturnWanted): Promise<ReturnRequest> =>
  ask('/api/returns', withJson('POST', wanted));
export const withdrawReturn = (id: string): Promise<ReturnRequest> =>
  ask(`/api/returns/${part(id)}`, { method: 'DELETE' });
export const answerReturn = (id: string, files: File[]): Promise<ReturnRequest> =>
  ask(`/api/returns/${part(id)}/answer`, withFiles(files, {}));
export const refuseReturn = (id: string, reason: string): Promise<ReturnRequest> =>
  ask(`/api/returns/${part(id)}/refusal`, withJson('POST', { reason }));
