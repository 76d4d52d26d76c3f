import { ref, watch, type Ref } from 'vue';
import { findElements, Problem, type ElementName } from '../api';

const FOUND_MAX = 8;
const PAUSE = 150;

/**
 * Elements of the catalogue whose names fit what is being typed, once typing rests; none of those that are left out. `isNone`:
 * nothing is called so.
 */
export function useElementSearch(isLeftOut: (element: ElementName) => boolean): {
  query: Ref<string>;
  found: Ref<ElementName[]>;
  isNone: Ref<boolean>;
} {
  const query = ref('');
  const found = ref<ElementName[]>([]);
  const isNone = ref(false);
  let latest = 0;
  watch(query, async (text) => {
    const mine = ++latest;
    isNone.value = false;
    await new Promise((go) => setTimeout(go, PAUSE));
    if (mine !== latest) return;
    try {
      const got = text.trim() ? await findElements(text.trim()) : [];
      if (mine !== latest) return;
      found.value = got.filter((e) => !isLeftOut(e)).slice(0, FOUND_MAX);
      isNone.value = text.trim() !== '' && !got.length;
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      if (mine === latest) found.value = [];
    }
  });
  return { query, found, isNone };
}
