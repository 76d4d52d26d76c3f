import { reactive } from 'vue';
import type { DeskState, Job } from '../api';

/** What is on the desk of this visit: the unit worked for and the files put in, newest first. Gone with the tab. */
export const desk = reactive<{
  unit: string;
  state: DeskState | null;
  imports: Job[];
  drafts: Job[];
}>({
  unit: '',
  state: null,
  imports: [],
  drafts: [],
});
