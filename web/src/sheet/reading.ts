import { useI18n } from 'vue-i18n';
import type { Slot } from '../api';

/** Says in words what a slot is read as. */
export function useReading(): {
  read: (slot: Slot) => string;
  withRole: (name: string, role?: string) => string;
} {
  const { t, te } = useI18n();
  /** Whose it is stands before the name, unless the name says so itself: 监护人联系电话. */
  const withRole = (name: string, role?: string): string => {
    if (!role || role === 'self') return name;
    const whose = te('role.' + role) ? t('role.' + role) : role;
    return name.includes(whose) ? name : `${whose} · ${name}`;
  };
  const read = (slot: Slot): string => {
    const meaning = slot.meaning;
    if (meaning.kind === 'unknown') return t('meaning.none');
    const name = slot.elementName ?? slot.expressionText ?? meaning.expression;
    return name ? withRole(name, meaning.role) : t('meaning.kind.' + meaning.kind);
  };
  return { read, withRole };
}
