import { nextTick, ref, type Ref } from 'vue';
import { Problem, type ProblemBody } from '../api';

/** What asks the server once at a time: whether it is at it, what it was refused, and how it is begun. */
export interface Asking {
  busy: Ref<boolean>;
  trouble: Ref<ProblemBody | null>;
  ask: () => Promise<void>;
}

/**
 * The one behaviour of buttons and forms; a refusal stays until it is asked again. `at`: what is disabled meanwhile; where the
 * keyboard was on it, it is there again.
 */
export function useAsking(act: () => Promise<unknown>, at?: Ref<HTMLElement | null>): Asking {
  const busy = ref(false);
  const trouble = ref<ProblemBody | null>(null);
  async function ask(): Promise<void> {
    if (busy.value) return;
    const wasHere = !!at?.value && document.activeElement === at.value;
    busy.value = true;
    trouble.value = null;
    try {
      await act();
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      trouble.value = e.body;
    } finally {
      busy.value = false;
      if (wasHere) {
        await nextTick();
        if (document.activeElement === document.body) at.value?.focus({ preventScroll: true });
      }
    }
  }
  return { busy, trouble, ask };
}
