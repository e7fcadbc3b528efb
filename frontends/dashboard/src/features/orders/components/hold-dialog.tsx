"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useHoldOrder } from "../api/orders";
import type { OrderDialogProps } from "./fulfill-dialog";

const t = messages.orders.hold;

export function HoldDialog({ storeId, order, onClose }: OrderDialogProps) {
  const hold = useHoldOrder(storeId, order.id);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === "";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    hold.mutate(reason.trim(), {
      onSuccess: () => {
        toast.success(t.done);
        onClose();
      },
    });
  };

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t.title} description={t.text} closeLabel={messages.common.close}>
        <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
          {hold.isError ? <ProblemAlert problem={describeProblem(hold.error)} /> : null}
          <Field label={t.reason} hint={t.reasonHint} error={tried && missing ? t.reasonRequired : undefined}>
            <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{messages.common.cancel}</Button>
            </DialogClose>
            <Button type="submit" pending={hold.isPending}>
              {t.confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
