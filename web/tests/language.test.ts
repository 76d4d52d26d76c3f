import { expect, it } from 'vitest';
import en from '../src/language/en.json';
import zhCN from '../src/language/zh-CN.json';
import zhTW from '../src/language/zh-TW.json';

type Words = { [key: string]: string | Words };

/** Every word by its full name, with the parameters that it takes. */
function wordsOf(words: Words, under = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') out.set(under + key, value);
    else for (const [k, v] of wordsOf(value, `${under}${key}.`)) out.set(k, v);
  }
  return out;
}
const takes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it.each([
  ['English', en as Words],
  ['traditional characters', zhTW as Words],
])('says every word in %s, with the same parameters', (_, other) => {
  const words = wordsOf(zhCN as Words);
  const others = wordsOf(other);
  expect([...others.keys()].sort()).toEqual([...words.keys()].sort());
  for (const [key, text] of words)
    expect([key, takes(others.get(key) ?? '')]).toEqual([key, takes(text)]);
});

it('writes traditional characters', () => expect(zhTW.product).toBe('輕裝'));
