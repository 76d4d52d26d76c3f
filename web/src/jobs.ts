import { reactive } from 'vue';
import { getJob, Problem, type Job } from './api';

const PAUSE_MIN = 150;
const PAUSE_MAX = 1500;

/**
 * Follows a job until it is done or refused; the returned job changes as the server reports. Asks often at first and
 * less often later; a lost connection is tried again, because the server goes on working meanwhile.
 */
export function followJob(started: Job, onEnd: (job: Job) => void): Job {
  const job = reactive<Job>({ ...started, stage: started.stage ?? 'waiting' });
  let pause = PAUSE_MIN;
  const look = async (): Promise<void> => {
    try {
      Object.assign(job, await getJob(started.job));
    } catch (e) {
      if (!(e instanceof Problem) || e.body.code !== 'WEB-001') {
        job.stage = 'refused';
        job.error = e instanceof Problem ? e.body : { code: 'WEB-002', message: 'WEB-002' };
      }
    }
    if (job.stage === 'done' || job.stage === 'refused') {
      onEnd(job);
      return;
    }
    pause = Math.min(PAUSE_MAX, pause * 1.3);
    setTimeout(() => void look(), pause);
  };
  setTimeout(() => void look(), 0);
  return job;
}
