import { reactive } from 'vue';
import type { DeskState, Job, ProblemBody } from '../api';

/** Files whose upload failed: kept so that they need not be chosen again. */
export interface Unsent {
  files: File[];
  problem: ProblemBody;
}

/** What is on the desk of this visit: the unit worked for and the files put in, newest first. */
export const desk = reactive<{
  unit: string;
  /** Why a department fills its templates here. */
  purpose: string;
  state: DeskState | null;
  imports: Job[];
  drafts: Job[];
}>({
  unit: '',
  purpose: '',
  state: null,
  imports: [],
  drafts: [],
});

const KEPT = 'qz.unit';

/** The unit of the last visit, if the browser kept it. */
export function unitBefore(): string {
  try {
    return localStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}
export function keepUnit(code: string): void {
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    return; // a browser that keeps nothing asks again next time
  }
}
