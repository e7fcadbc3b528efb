import type { AuditEntry } from "@tradewind/api-client";
import { fromZonedInput } from "@tradewind/ui/lib/dates";
import { auditActions, team } from "@/lib/messages/team";

const t = team.audit;

/** Who did it, in words. */
export function actorOf(entry: AuditEntry): string {
  const { kind, name } = entry.actor;
  if (kind === "ai") return t.actors.ai;
  if (kind === "system") return t.actors.system;
  if (kind === "api_key") return t.key(name);
  return name || t.actors.gone;
}

/** What was done, in words; an action this build does not know keeps its own name. */
export function actionOf(action: string): string {
  return auditActions[action] ?? action.replaceAll("_", " ");
}

/** Midnight of a day in a time zone, or of the day after it, as an instant; null for text that is no date. */
export function dayStart(day: string, timeZone: string, plusDays = 0): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + plusDays);
  return fromZonedInput(`${date.toISOString().slice(0, 10)}T00:00`, timeZone);
}
