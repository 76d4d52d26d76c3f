/** Writes src/language/zh-TW.json: the words of zh-CN.json in traditional characters. Run before every build and test. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Converter } from 'opencc-js';

const convert = Converter({ from: 'cn', to: 'tw' });
const words = new URL('../src/language/zh-CN.json', import.meta.url);
const out = new URL('../src/language/zh-TW.json', import.meta.url);

function traditional(node) {
  if (typeof node === 'string') return convert(node);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, traditional(value)]));
}

const text = JSON.stringify(traditional(JSON.parse(readFileSync(words, 'utf8'))), null, 2) + '\n';
// Written only when it changed: ./qz builds again whatever is newer than the last build.
if (!existsSync(out) || readFileSync(out, 'utf8') !== text) writeFileSync(out, text);
