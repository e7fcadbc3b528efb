import type { Subscription } from "@tradewind/api-client";

const DAY = 86_400_000;

/** What the banner above every page says, if anything; the most urgent of it. */
export type Notice =
  | { kind: "unpaid" | "trialOver" | "held" }
  | { kind: "grace" | "overLimit" | "trialEnding" | "trialEndingCard"; date: string };

export function noticeOf(subscription: Subscription, now: Date): Notice | null {
  const { billing, hold, status, grace_until: grace, over_limit_until: over, trial_end: trialEnd } = subscription;
  if (billing === "off") return null;
  if (hold === "unpaid") return { kind: status === "paused" ? "trialOver" : "unpaid" };
  if (grace) return { kind: "grace", date: grace };
  if (hold === "over_limit") return { kind: "held" };
  if (over) return { kind: "overLimit", date: over };
  if (trialEnd && !subscription.cancel_at && new Date(trialEnd).getTime() - now.getTime() <= 3 * DAY) {
    return { kind: subscription.has_card ? "trialEndingCard" : "trialEnding", date: trialEnd };
  }
  return null;
}

/** What is in the way of another store: the plan is not paid, or has no room. A deployment without plans sets no limit here. */
export function storeObstacle(subscription: Subscription | undefined): "unpaid" | "limit" | null {
  const { limits, usage, hold } = subscription ?? {};
  if (!limits || !usage) return null;
  if (hold === "unpaid") return "unpaid";
  return usage.stores.length >= limits.stores ? "limit" : null;
}

/** A share of a limit for a bar, 0 to 100; a limit of nothing is full. */
export function shareOf(used: number, limit: number): number {
  return limit > 0 ? Math.min(100, (used / limit) * 100) : 100;
}

export const PAYING: ReadonlySet<Subscription["status"]> = new Set(["trialing", "active"]);
/** A second subscription would double one of these. */
export const RUNNING: ReadonlySet<Subscription["status"]> = new Set(["trialing", "active", "past_due", "unpaid"]);
