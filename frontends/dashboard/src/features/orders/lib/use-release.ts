"use client";

import { toast } from "sonner";
import type { Order } from "@tradewind/api-client";
import { messages } from "@/lib/messages";
import { reportProblem } from "@/lib/report-problem";
import { useReleaseOrder } from "../api/orders";

/** Lets a held order be shipped, at once. */
export function useRelease(storeId: string, order: Order) {
  const release = useReleaseOrder(storeId, order.id);
  return {
    isPending: release.isPending,
    run: () =>
      release.mutate(undefined, {
        onSuccess: () => toast.success(messages.orders.hold.released),
        onError: (error) => reportProblem(error),
      }),
  };
}
