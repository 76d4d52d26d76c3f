import { createI18n } from 'vue-i18n';
import zhCN from './zh-CN.json';

/** All words on the screen come from here. */
export const language = createI18n({
  legacy: false,
  locale: 'zh-CN',
  messages: { 'zh-CN': zhCN },
});
