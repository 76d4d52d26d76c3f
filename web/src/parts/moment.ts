const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment as people read it, by the clock that the server's own times go by: 2026-11-30 08:15. */
export const moment = (text: string): string => (text ? SHANGHAI.format(new Date(text)) : '');
