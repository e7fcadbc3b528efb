"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import type { PurchaseOrder } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { TrackingFields } from "@/features/orders/components/tracking-fields";
import { type Tracking, trackingBody, trackingUrlProblem } from "@/features/orders/lib/tracking";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { purchases as t } from "@/lib/messages/purchases";
import { describeProblem } from "@/lib/problems";
import { type Step, useStep } from "../api/purchases";
import { supplierName } from "../lib/supplier";

interface StepDialogProps {
  purchase: PurchaseOrder;
  onClose: () => void;
}

interface FrameProps extends StepDialogProps {
  title: string;
  description: string;
  confirm: string;
  done: string;
  /** What to do; null while something is missing. */
  step: () => Step | null;
  children: ReactNode;
}

function Frame({ purchase, onClose, title, description, confirm, done, step, children }: FrameProps) {
  const store = useStore();
  const take = useStep(store.id, purchase.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = step();
    if (!next) return;
    take.mutate(next, {
      onSuccess: () => {
        toast.success(done);
        onClose();
      },
    });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={title} description={description} closeLabel={messages.common.close} className="max-w-lg">
        <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
          {take.isError ? <ProblemAlert problem={describeProblem(take.error)} /> : null}
          {children}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{messages.common.cancel}</Button>
            </DialogClose>
            <Button type="submit" pending={take.isPending}>
              {confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

export function OrderedDialog({ purchase, onClose }: StepDialogProps) {
  const [reference, setReference] = useState(purchase.supplier_reference);
  return (
    <Frame
      purchase={purchase}
      onClose={onClose}
      title={t.ordered.title(supplierName(purchase.supplier))}
      description={t.ordered.text}
      confirm={t.ordered.action}
      done={t.ordered.done}
      step={() => ({ to: "ordered", supplier_reference: reference.trim() })}
    >
      <Field label={t.ordered.reference} note={messages.common.optional}>
        <Input maxLength={100} autoComplete="off" spellCheck={false} value={reference} onChange={(event) => setReference(event.target.value)} />
      </Field>
    </Frame>
  );
}

export function ShippedDialog({ purchase, onClose }: StepDialogProps) {
  const [tracking, setTracking] = useState<Tracking>({ carrier: "", number: "", url: "" });
  const [notify, setNotify] = useState(true);
  return (
    <Frame
      purchase={purchase}
      onClose={onClose}
      title={t.shipped.title}
      description={t.shipped.text}
      confirm={t.shipped.confirm}
      done={t.shipped.done}
      step={() => (trackingUrlProblem(tracking.url) ? null : { to: "shipped", ...trackingBody(tracking), notify })}
    >
      <TrackingFields tracking={tracking} onChange={setTracking} />
      <CheckboxField label={t.shipped.notify} checked={notify} onCheckedChange={setNotify} />
    </Frame>
  );
}

export function FailedDialog({ purchase, onClose }: StepDialogProps) {
  const [problem, setProblem] = useState("");
  const [missing, setMissing] = useState(false);
  const step = (): Step | null => {
    setMissing(!problem.trim());
    return problem.trim() ? { to: "failed", problem: problem.trim() } : null;
  };
  return (
    <Frame
      purchase={purchase}
      onClose={onClose}
      title={t.fail.title}
      description={t.fail.text}
      confirm={t.fail.confirm}
      done={t.fail.done}
      step={step}
    >
      <Field label={t.fail.problem} error={missing ? t.fail.problemMissing : undefined}>
        <Input maxLength={300} autoComplete="off" value={problem} onChange={(event) => setProblem(event.target.value)} />
      </Field>
    </Frame>
  );
}
