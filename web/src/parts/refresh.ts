import { onMounted, onUnmounted } from 'vue';

const EVERY = 10_000;
/** Asking the server keeps somebody signed in: nobody is who has left the screen alone for so long. */
const LEFT_ALONE = 5 * 60_000;
const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'wheel'];

/** Asks again each 10 s, once at a time, while the page is visible and somebody sits at it. */
export function useRefresh(act: () => Promise<void>): void {
  let touched = Date.now();
  let isAsking = false;
  let timer = 0;
  const touch = (): void => {
    touched = Date.now();
  };
  async function look(): Promise<void> {
    if (isAsking || document.hidden || Date.now() - touched > LEFT_ALONE) return;
    isAsking = true;
    try {
      await act();
    } finally {
      isAsking = false;
    }
  }
  onMounted(() => {
    timer = window.setInterval(() => void look(), EVERY);
    TOUCHES.forEach((name) => window.addEventListener(name, touch, { passive: true }));
  });
  onUnmounted(() => {
    window.clearInterval(timer);
    TOUCHES.forEach((name) => window.removeEventListener(name, touch));
  });
}
