"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { formatMoney } from "@tradewind/ui/lib/money";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useCancelOrder } from "../api/orders";
import type { OrderDialogProps } from "./fulfill-dialog";

const t = messages.orders.cancel;

export function CancelDialog({ storeId, order, onClose }: OrderDialogProps) {
  const { locale } = useStore();
  const cancel = useCancelOrder(storeId, order.id);
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const [notify, setNotify] = useState(true);
  const left = order.refundable;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancel.mutate(
      { reason: reason.trim(), restock, notify },
      {
        onSuccess: () => {
          toast.success(t.done);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t.title(order.number)}
        description={left.amount > 0 ? t.text(formatMoney(left, { locale })) : t.textUnpaid}
        closeLabel={messages.common.close}
      >
        <form onSubmit={submit} className="grid grid-cols-1 gap-4">
          {cancel.isError ? <ProblemAlert problem={describeProblem(cancel.error)} /> : null}
          <Field label={t.reason} note={messages.common.optional} hint={t.reasonHint}>
            <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <CheckboxField label={t.restock} checked={restock} onCheckedChange={setRestock} />
          {order.customer_email ? <CheckboxField label={t.notify} checked={notify} onCheckedChange={setNotify} /> : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{t.keep}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" pending={cancel.isPending}>
              {t.confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
