const BEIJING_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;

/** YYYYMMDDhhmmss in Beijing. */
export function stamp(at: number): string {
  return new Date(at + BEIJING_MS).toISOString().replace(/\D/g, "").slice(0, 14);
}

/** The time that such a stamp names; undefined when there is none, such as the 30th of February. */
export function readStamp(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return !Number.isNaN(at) && stamp(at) === text ? at : undefined;
}

/** The clearing day of a moment, YYYYMMDD: it turns at 23:00. */
export function clearingDay(at: number): string {
  return stamp(at + HOUR_MS).slice(0, 8);
}
