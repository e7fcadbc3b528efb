export interface DateFormat {
  locale?: string;
  /** IANA zone, such as `Europe/Berlin`; the reader's own when left out. */
  timeZone?: string;
}

function format(value: string | Date, options: Intl.DateTimeFormatOptions, { locale, timeZone }: DateFormat): string {
  const date = typeof value === "string" ? new Date(value) : value;
  if (Number.isNaN(date.getTime())) return "";
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(date);
  } catch {
    return new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }).format(date);
  }
}

/** `Nov 23, 2026` */
export function formatDate(value: string | Date, options: DateFormat = {}): string {
  return format(value, { dateStyle: "medium" }, options);
}

/** `Nov 23, 2026, 3:24 AM` */
export function formatDateTime(value: string | Date, options: DateFormat = {}): string {
  return format(value, { dateStyle: "medium", timeStyle: "short" }, options);
}

/** How far `timeZone` is ahead of UTC at that moment, in minutes. */
function offsetMinutes(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const there = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return Math.round((there - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
}

/** A moment as a `datetime-local` input shows it in `timeZone`: `2026-11-23T03:24`. Empty for none. */
export function toZonedInput(value: string | null | undefined, timeZone: string): string {
  const at = value ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() + offsetMinutes(at, timeZone) * 60_000).toISOString().slice(0, 16);
}

/** The moment a `datetime-local` text means in `timeZone`, as UTC; null when it is none. A skipped hour is moved on. */
export function fromZonedInput(text: string, timeZone: string): string | null {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? Date.parse(`${text.slice(0, 16)}:00Z`) : NaN;
  if (Number.isNaN(wall)) return null;
  // The offset depends on the moment that is looked for: the second look settles days on which clocks change.
  const first = wall - offsetMinutes(new Date(wall), timeZone) * 60_000;
  const settled = wall - offsetMinutes(new Date(first), timeZone) * 60_000;
  return new Date(settled).toISOString();
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `3 hours ago` within a week of `now`, the date after that. */
export function formatRelative(value: string | Date, options: DateFormat & { now?: Date } = {}): string {
  const date = typeof value === "string" ? new Date(value) : value;
  const seconds = Math.round((date.getTime() - (options.now ?? new Date()).getTime()) / 1000);
  if (Number.isNaN(seconds) || Math.abs(seconds) > 7 * 86_400) return formatDate(date, options);
  const relative = new Intl.RelativeTimeFormat(options.locale, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, "second");
}
