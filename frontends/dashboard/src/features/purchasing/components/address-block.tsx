"use client";

import { Alert } from "@tradewind/ui/alert";
import { CopyButton } from "@tradewind/ui/copy-button";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { purchases as t } from "@/lib/messages/purchases";
import { describeProblem } from "@/lib/problems";
import { usePurchase } from "../api/purchases";

/** Where it goes, ready to be pasted into the supplier's form. */
export function AddressBlock({ purchaseId }: { purchaseId: string }) {
  const store = useStore();
  const purchase = usePurchase(store.id, purchaseId, true);
  if (purchase.isError) return <ProblemAlert problem={describeProblem(purchase.error)} />;
  if (!purchase.data) return <Skeleton className="h-24 rounded-md" />;
  const { address_text: text, hold_reason: held } = purchase.data;
  return (
    <div className="grid gap-2">
      {held ? <Alert tone="warning" title={t.onHold(held)} /> : null}
      {text ? (
        <div className="flex items-start justify-between gap-2 rounded-md border bg-muted/40 px-3 py-2">
          <address aria-label={t.address} className="text-[13px] whitespace-pre-line not-italic">
            {text}
          </address>
          <CopyButton value={text} label={t.copyAddress} copiedLabel={messages.common.copied} />
        </div>
      ) : (
        <p className="text-[13px] text-muted-foreground">{t.noAddress}</p>
      )}
    </div>
  );
}
