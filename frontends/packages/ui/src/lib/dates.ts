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
