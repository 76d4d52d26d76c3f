import { createI18n } from 'vue-i18n';
import zhCN from './zh-CN.json';

export type Language = 'zh-CN' | 'zh-TW' | 'en';
/** Each by its own name, so that whoever reads only that one finds it. */
export const LANGUAGES: Record<Language, string> = {
  'zh-CN': '简体',
  'zh-TW': '繁體',
  en: 'English',
};
const KEPT = 'qz.language';

/** All words on the screen come from here; what is not simplified Chinese is fetched when it is chosen. */
export const language = createI18n({
  legacy: false,
  locale: 'zh-CN' as Language,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN } as Record<string, typeof zhCN>,
});

async function fetchWords(name: Language): Promise<void> {
  if (name === 'zh-TW')
    language.global.setLocaleMessage('zh-TW', (await import('./zh-TW.json')).default);
  if (name === 'en') language.global.setLocaleMessage('en', (await import('./en.json')).default);
}

/** Speaks another language from now on, also at the next visit. */
export async function speak(name: Language): Promise<void> {
  await fetchWords(name);
  language.global.locale.value = name;
  document.documentElement.lang = name;
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    return; // a browser that keeps nothing asks again next time
  }
}

/** The language of the last visit. */
export function speakAsBefore(): void {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept && kept in LANGUAGES && kept !== 'zh-CN') void speak(kept as Language);
  } catch {
    return;
  }
}
