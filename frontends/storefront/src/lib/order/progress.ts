import type { OrderStatus } from "@tradewind/api-client";

export const STEPS = ["placed", "packed", "shipped", "delivered"] as const;
export type Step = (typeof STEPS)[number];

const REACHED: Readonly<Partial<Record<OrderStatus, Step>>> = {
  pending: "placed",
  paid: "placed",
  on_hold: "placed",
  partially_fulfilled: "placed",
  fulfilled: "packed",
  shipped: "shipped",
  delivered: "delivered",
};

/** How far an order has come; null for one that goes nowhere any more. */
export const stepOf = (status: OrderStatus): Step | null => REACHED[status] ?? null;

export type NotedStatus = "pending" | "on_hold" | "partially_fulfilled" | "cancelled" | "refunded";

const NOTED: readonly NotedStatus[] = ["pending", "on_hold", "partially_fulfilled", "cancelled", "refunded"];

/** The states that need a word of explanation. */
export const notedStatus = (status: OrderStatus): NotedStatus | null => NOTED.find((noted) => noted === status) ?? null;

/** A carrier's page, if it is one: what a merchant typed may be anything. */
export function trackingUrl(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
