"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import type { FulfillRequest, Order } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { QuantityInput } from "@tradewind/ui/quantity-input";
import { Segmented } from "@tradewind/ui/segmented";
import { ProblemAlert } from "@/components/problem-alert";
import { Thumbnail } from "@/components/thumbnail";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useFulfill } from "../api/orders";
import { trackingBody, trackingUrlProblem } from "../lib/tracking";
import { TrackingFields } from "./tracking-fields";

const t = messages.orders.fulfill;

export interface OrderDialogProps {
  storeId: string;
  order: Order;
  onClose: () => void;
}

/** What goes into one parcel, and how it can be followed. */
export function FulfillDialog({ storeId, order, onClose }: OrderDialogProps) {
  const fulfill = useFulfill(storeId, order.id);
  const keyFor = useIdempotencyKey();
  const open = order.lines.filter((line) => line.open_quantity > 0);
  const [quantities, setQuantities] = useState(() => Object.fromEntries(open.map((line) => [line.variant_id, line.open_quantity])));
  const [tracking, setTracking] = useState({ carrier: "", number: "", url: "" });
  const [status, setStatus] = useState<"shipped" | "fulfilled">("shipped");
  const [notify, setNotify] = useState(true);
  const count = open.reduce((sum, line) => sum + (quantities[line.variant_id] ?? 0), 0);
  const shipped = status === "shipped";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count === 0 || trackingUrlProblem(tracking.url)) return;
    const lines = open.flatMap(({ variant_id }) => {
      const quantity = quantities[variant_id] ?? 0;
      return quantity > 0 ? [{ variant_id, quantity }] : [];
    });
    const body: FulfillRequest = { ...trackingBody(tracking), lines, status, notify };
    fulfill.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast.success(shipped ? t.done(count) : t.donePacked(count));
          onClose();
        },
      },
    );
  };

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t.title} description={t.text} closeLabel={messages.common.close} className="max-w-lg">
        <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
          {fulfill.isError ? <ProblemAlert problem={describeProblem(fulfill.error)} /> : null}
          <ul className="rounded-md border">
            {open.map((line) => (
              <li key={line.variant_id} className="flex items-center gap-3 border-b px-3 py-2 last:border-b-0">
                <Thumbnail src={line.image_url || null} className="hidden sm:inline-flex" />
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{line.title}</p>
                  <p className="truncate text-[13px] text-muted-foreground">
                    {[line.variant_name !== "Default" ? line.variant_name : null, t.toSend(line.open_quantity)].filter(Boolean).join(" · ")}
                  </p>
                </div>
                <QuantityInput
                  label={t.quantity(nameOf(line))}
                  decreaseLabel={t.less(nameOf(line))}
                  increaseLabel={t.more(nameOf(line))}
                  value={quantities[line.variant_id] ?? 0}
                  max={line.open_quantity}
                  onValueChange={(quantity) => setQuantities((before) => ({ ...before, [line.variant_id]: quantity }))}
                />
              </li>
            ))}
          </ul>
          <TrackingFields tracking={tracking} onChange={setTracking} />
          <Segmented
            label={t.state}
            value={status}
            onValueChange={setStatus}
            options={[
              { value: "shipped", label: t.shipped },
              { value: "fulfilled", label: t.packed },
            ]}
          />
          {order.customer_email ? (
            shipped ? (
              <CheckboxField label={t.notify} hint={t.notifyHint(order.customer_email)} checked={notify} onCheckedChange={setNotify} />
            ) : (
              <p className="text-[13px] text-muted-foreground">{t.notifyLater}</p>
            )
          ) : null}
          <DialogFooter className="sm:items-center">
            {count === 0 ? <p className="mr-auto text-[13px] text-danger-text">{t.nothing}</p> : null}
            <DialogClose asChild>
              <Button variant="outline">{messages.common.cancel}</Button>
            </DialogClose>
            <Button type="submit" disabled={count === 0 || trackingUrlProblem(tracking.url) !== null} pending={fulfill.isPending}>
              {shipped ? t.submit(count) : t.submitPacked(count)}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** A line's name, told apart from other variants of the same product. */
export function nameOf({ title, variant_name }: { title: string; variant_name: string }): string {
  return variant_name && variant_name !== "Default" ? `${title}, ${variant_name}` : title;
}
