import { messages } from "@/lib/messages";

const t = messages.account;

/** `40` is "40 seconds", `90` "2 minutes", unknown "a minute". */
export function waitText(seconds: number | null): string {
  if (seconds === null) return t.soon;
  return seconds < 60 ? t.seconds(Math.max(1, seconds)) : t.minutes(Math.ceil(seconds / 60));
}
