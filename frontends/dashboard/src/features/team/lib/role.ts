import type { Store } from "@tradewind/api-client";

/** Whether the one who looks at the store is its owner. */
export function isOwner(store: Store): boolean {
  return store.role === "owner";
}
