"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { BulkAction, BulkOutcome, Collection, Product } from "@tradewind/api-client";
import { useArrange } from "@/features/collections/api/collections";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { describeProblem } from "@/lib/problems";
import { useBulkChange, useUndoBulk } from "../api/bulk";

const t = bulk;
/** As long as it takes to look at the list and see that it was wrong. */
const UNDO_FOR = 15_000;

/** Products that were left as they are, for a list of reasons. */
export interface Failures {
  succeeded: number;
  failed: { title: string; reason: string }[];
}

/** Runs a change on the selected products, offers the way back, and keeps the reasons of what was left out. */
export function useBulk() {
  const store = useStore();
  const change = useBulkChange(store.id);
  const undo = useUndoBulk(store.id);
  const arrange = useArrange(store.id);
  const [failures, setFailures] = useState<Failures | null>(null);

  const tell = (results: readonly BulkOutcome[], products: readonly Product[]) => {
    const failed = results.flatMap(({ id, ok, problem }) =>
      ok ? [] : [{ title: products.find((one) => one.id === id)?.title ?? id, reason: problem?.detail ?? t.failed }],
    );
    if (failed.length > 0) setFailures({ succeeded: results.length - failed.length, failed });
  };

  const fail = (error: unknown, title: string) => toast.error(title, { description: describeProblem(error).description });

  const takeBack = async (undoId: string, products: readonly Product[]) => {
    const waiting = toast.loading(t.undoing);
    try {
      const { results, succeeded } = await undo.mutateAsync(undoId);
      toast.success(t.undone(succeeded), { id: waiting });
      tell(results, products);
    } catch (error) {
      toast.error(t.undoFailed, { id: waiting, description: describeProblem(error).description });
    }
  };

  const run = async (products: readonly Product[], action: BulkAction) => {
    try {
      const { undo_id, results, succeeded } = await change.mutateAsync({ ids: products.map((one) => one.id), action });
      if (succeeded > 0) {
        const onClick = () => void takeBack(undo_id, products);
        toast.success(doneText(action, succeeded), { duration: UNDO_FOR, action: { label: messages.common.undo, onClick } });
      }
      tell(results, products);
    } catch (error) {
      fail(error, t.failed);
    }
  };

  const addTo = async (products: readonly Product[], { id, title, product_ids }: Collection) => {
    const added = products.map((one) => one.id).filter((one) => !product_ids.includes(one));
    const remove = async () => {
      try {
        await arrange.mutateAsync({ id, remove: added });
        toast.success(t.undone(added.length));
      } catch (error) {
        fail(error, t.undoFailed);
      }
    };
    try {
      await arrange.mutateAsync({ id, add: added });
      const onClick = () => void remove();
      toast.success(t.done.collection(added.length, title), { duration: UNDO_FOR, action: { label: messages.common.undo, onClick } });
    } catch (error) {
      fail(error, t.failed);
    }
  };

  return { run, addTo, failures, closeFailures: () => setFailures(null) };
}

function doneText(action: BulkAction, count: number): string {
  if (action.type === "status") return t.done[action.status](count);
  if (action.type !== "price") return t.done[action.type](count);
  if (action.target === "cost") return t.done.price_cost(count);
  return action.target === "compare_at_price" ? t.done.price_compare(count) : t.done.price(count);
}
