"use client";

import { useState } from "react";
import { Dialog, DialogContent } from "@tradewind/ui/dialog";
import { Skeleton } from "@tradewind/ui/skeleton";
import { LeaveDialog } from "@/components/leave-dialog";
import { ProblemState } from "@/components/problem-state";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { discounts as discountWords } from "@/lib/messages/discounts";
import { useDiscount } from "../api/discounts";
import { DiscountForm } from "./discount-form";

const t = discountWords.form;

interface DiscountDialogProps {
  /** Null for a new one. */
  code: string | null;
  onClose: () => void;
}

export function DiscountDialog({ code, onClose }: DiscountDialogProps) {
  const canEdit = useCanEdit();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const guard = { asking, stay: () => setAsking(false), leave: onClose, allow: () => setDirty(false) };
  const shared = { onDirty: setDirty, onDone: onClose, onCancel: () => (dirty ? setAsking(true) : onClose()) };
  return (
    <>
      <Dialog open onOpenChange={shared.onCancel}>
        <DialogContent
          title={code === null ? t.newTitle : canEdit ? t.editTitle(code) : code}
          description={canEdit ? t.text : undefined}
          closeLabel={messages.common.close}
          className="max-w-lg"
        >
          {code === null ? <DiscountForm discount={null} {...shared} /> : <LoadedDiscount code={code} {...shared} />}
        </DialogContent>
      </Dialog>
      <LeaveDialog guard={guard} />
    </>
  );
}

interface LoadedDiscountProps {
  code: string;
  onDirty: (dirty: boolean) => void;
  onDone: () => void;
  onCancel: () => void;
}

function LoadedDiscount({ code, ...shared }: LoadedDiscountProps) {
  const store = useStore();
  const discount = useDiscount(store.id, code);
  if (discount.data) return <DiscountForm discount={discount.data} {...shared} />;
  if (discount.isError) {
    return (
      <ProblemState
        error={discount.error}
        title={t.failed}
        onRetry={() => void discount.refetch()}
        retrying={discount.isFetching}
        className="py-6"
      />
    );
  }
  return (
    <div className="grid gap-3">
      <p role="status" className="sr-only">
        {t.loading}
      </p>
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} className="h-12" />
      ))}
    </div>
  );
}
