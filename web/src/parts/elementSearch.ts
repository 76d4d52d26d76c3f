import { ref, watch, type Ref } from 'vue';
import { findElements, Problem, type ElementName } from '../api';

const FOUND_MAX = 8;
const PAUSE = 150;

/** Elements of the catalogue whose names fit what is being typed, once typing rests; none of those that are left out. */
export function useElementSearch(isLeftOut: (element: ElementName) => boolean): {
  query: Ref<string>;
  found: Ref<ElementName[]>;
} {
  const query = ref('');
  const found = ref<ElementName[]>([]);
  let latest = 0;
  watch(query, async (text) => {
    const mine = ++latest;
    await new Promise((go) => setTimeout(go, PAUSE));
    if (mine !== latest) return;
    try {
      const got = text.trim() ? await findElements(text.trim()) : [];
      if (mine === latest) found.value = got.filter((e) => !isLeftOut(e)).slice(0, FOUND_MAX);
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      if (mine === latest) found.value = [];
    }
  });
  return { query, found };
}
