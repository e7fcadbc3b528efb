import type { CheckoutState } from "@tradewind/api-client";

export type Phase =
  | { kind: "confirming" }
  /** Nothing decided after all the tries: the shopper may ask again. */
  | { kind: "slow" }
  | { kind: "awaiting"; state: CheckoutState }
  | { kind: "paid"; state: CheckoutState }
  | { kind: "expired" }
  | { kind: "refused" }
  /** A foreign session, a wrong link, or nothing in the address at all. */
  | { kind: "unknown" };

const DELAYS_MS = [800, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 7_000, 10_000, 10_000, 15_000, 15_000, 20_000, 20_000];

/** How long to wait before try number `tries` + 1; null once it is time to stop asking. */
export function nextDelay(tries: number): number | null {
  return DELAYS_MS[tries - 1] ?? null;
}

/** Where an order stands, as the shopper sees it. An order number may come a moment after the payment. */
export function phaseOf(state: CheckoutState): Phase {
  switch (state.status) {
    case "paid":
      return { kind: "paid", state };
    case "awaiting":
      return { kind: "awaiting", state };
    case "expired":
      return { kind: "expired" };
    case "refused":
      return { kind: "refused" };
    case "open":
      return { kind: "confirming" };
  }
}

export interface Session {
  orderId: string;
  sessionId: string;
}

/** What the payment page's way back says; null when it is not one. */
export function readSession(search: string): Session | null {
  const query = new URLSearchParams(search);
  const orderId = query.get("order_id") ?? "";
  const sessionId = query.get("session_id") ?? "";
  const plausible = /^[\w-]{1,40}$/.test(orderId) && /^[\w-]{1,200}$/.test(sessionId);
  return plausible ? { orderId, sessionId } : null;
}
