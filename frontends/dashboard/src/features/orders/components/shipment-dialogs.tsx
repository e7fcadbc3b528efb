"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import type { Fulfillment, Order } from "@tradewind/api-client";
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from "@tradewind/ui/alert-dialog";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useCancelShipment, useUpdateShipment } from "../api/orders";
import { type Tracking, trackingBody, trackingUrlProblem } from "../lib/tracking";
import { TrackingFields } from "./tracking-fields";

const t = messages.orders.shipments;

interface ShipmentDialogProps {
  storeId: string;
  order: Order;
  shipment: Fulfillment;
  onClose: () => void;
}

export function TrackingDialog({ storeId, order, shipment, onClose }: ShipmentDialogProps) {
  const update = useUpdateShipment(storeId, order.id);
  const [tracking, setTracking] = useState<Tracking>({
    carrier: shipment.carrier,
    number: shipment.tracking_number,
    url: shipment.tracking_url,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (trackingUrlProblem(tracking.url)) return;
    update.mutate(
      { id: shipment.id, body: { ...trackingBody(tracking), notify: false } },
      {
        onSuccess: () => {
          toast.success(t.trackingSaved);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t.trackingTitle} description={t.trackingText} closeLabel={messages.common.close} className="max-w-lg">
        <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
          {update.isError ? <ProblemAlert problem={describeProblem(update.error)} /> : null}
          <TrackingFields tracking={tracking} onChange={setTracking} />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{messages.common.cancel}</Button>
            </DialogClose>
            <Button type="submit" pending={update.isPending}>
              {messages.common.save}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

export function CancelShipmentDialog({ storeId, order, shipment, name, onClose }: ShipmentDialogProps & { name: string }) {
  const cancel = useCancelShipment(storeId, order.id);
  const confirm = () =>
    cancel.mutate(shipment.id, {
      onSuccess: () => {
        toast.success(t.cancelled);
        onClose();
      },
    });
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent title={t.cancelTitle(name)} description={t.cancelText}>
        {cancel.isError ? <ProblemAlert problem={describeProblem(cancel.error)} /> : null}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">{t.keep}</Button>
          </AlertDialogCancel>
          <Button variant="danger" pending={cancel.isPending} onClick={confirm}>
            {t.cancelConfirm}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
