"use client";

import { toast } from "sonner";
import type { Order } from "@tradewind/api-client";
import { messages } from "@/lib/messages";
import { reportProblem } from "@/lib/report-problem";
import { fetchDocument } from "../api/orders";

const t = messages.orders.actions;

/** Saves a PDF of the order. Fetched first, so that an expired session is renewed and a failure is told. */
export function useDownload(storeId: string, order: Pick<Order, "id" | "number">) {
  return async (kind: "invoice" | "packing-slip", shipmentId?: string) => {
    const waiting = toast.loading(t.downloading);
    try {
      const url = URL.createObjectURL(await fetchDocument(storeId, order.id, kind, shipmentId));
      const link = document.createElement("a");
      link.href = url;
      link.download = `${kind}-${order.number}.pdf`;
      link.click();
      // The browser reads the blob after the click returns.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      reportProblem(error, t.downloadFailed);
    } finally {
      toast.dismiss(waiting);
    }
  };
}
