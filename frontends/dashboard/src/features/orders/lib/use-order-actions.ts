"use client";

import type { Order } from "@tradewind/api-client";
import { useCanFinish } from "@/features/stores/store-context";

const NOTHING: Order["actions"] = { fulfill: false, refund: false, cancel: false, hold: false, release: false };

/** What the order's state allows, for those who may work on orders. */
export function useOrderActions(order: Order): Order["actions"] {
  return useCanFinish() ? order.actions : NOTHING;
}
