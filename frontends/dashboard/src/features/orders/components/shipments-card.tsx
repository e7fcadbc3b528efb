"use client";

import { useState } from "react";
import { CircleCheck, Download, Ellipsis, ExternalLink, Pencil, Truck, X } from "lucide-react";
import { toast } from "sonner";
import type { Fulfillment, Order } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@tradewind/ui/dropdown-menu";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { useCanFinish, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { reportProblem } from "@/lib/report-problem";
import { useUpdateShipment } from "../api/orders";
import { useDownload } from "../lib/use-download";
import { nameOf } from "./fulfill-dialog";
import { CancelShipmentDialog, TrackingDialog } from "./shipment-dialogs";

const t = messages.orders.shipments;
const tones = { fulfilled: "neutral", shipped: "info", delivered: "success" } as const;

export function ShipmentsCard({ order }: { order: Order }) {
  if (order.fulfillments.length === 0) return null;
  return (
    <Card aria-labelledby="order-shipments">
      <CardHeader title={t.title} titleId="order-shipments" />
      <ol className="mt-2 border-t">
        {order.fulfillments.map((shipment, index) => (
          <Shipment key={shipment.id} order={order} shipment={shipment} name={t.name(index + 1)} />
        ))}
      </ol>
    </Card>
  );
}

interface ShipmentProps {
  order: Order;
  shipment: Fulfillment;
  name: string;
}

function Shipment({ order, shipment, name }: ShipmentProps) {
  const { id: storeId, locale, timezone } = useStore();
  const canFinish = useCanFinish();
  const update = useUpdateShipment(storeId, order.id);
  const [dialog, setDialog] = useState<"tracking" | "cancel" | null>(null);
  const date = (value: string) => formatDateTime(value, { locale, timeZone: timezone });
  const tracking = [shipment.carrier, shipment.tracking_number].filter(Boolean).join(" ");
  const when = shipment.delivered_at
    ? t.deliveredAt(date(shipment.delivered_at))
    : shipment.shipped_at
      ? t.shippedAt(date(shipment.shipped_at))
      : t.packedAt(date(shipment.created_at));

  const move = (status: "shipped" | "delivered") =>
    update.mutate(
      { id: shipment.id, body: { status, notify: true } },
      { onSuccess: () => toast.success(t[status]), onError: (error) => reportProblem(error) },
    );

  const next = { fulfilled: "shipped", shipped: "delivered", delivered: null } as const;
  const step = next[shipment.status];
  return (
    <li className="border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <p className="font-medium">{name}</p>
        <Badge tone={tones[shipment.status]}>{t.status[shipment.status]}</Badge>
        <div className="ml-auto flex items-center gap-2">
          {canFinish && step ? (
            <Button size="sm" variant="outline" pending={update.isPending} onClick={() => move(step)}>
              {update.isPending ? null : step === "shipped" ? <Truck aria-hidden /> : <CircleCheck aria-hidden />}
              {step === "shipped" ? t.markShipped : t.markDelivered}
            </Button>
          ) : null}
          <ShipmentMenu order={order} shipment={shipment} name={name} onDialog={setDialog} />
        </div>
      </div>
      <p className="mt-1 text-[13px] break-words text-muted-foreground">
        {shipment.lines.map((line) => `${line.quantity} × ${nameOf(line)}`).join(", ")}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-muted-foreground tabular-nums">
        <span>{when}</span>
        {tracking ? <span className="text-foreground">{tracking}</span> : <span>{t.noTracking}</span>}
        {shipment.tracking_url ? (
          <a
            href={shipment.tracking_url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 text-primary-strong hover:underline hover:underline-offset-4"
          >
            {t.track}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        ) : null}
      </p>
      {dialog === "tracking" ? <TrackingDialog storeId={storeId} order={order} shipment={shipment} onClose={() => setDialog(null)} /> : null}
      {dialog === "cancel" ? (
        <CancelShipmentDialog storeId={storeId} order={order} shipment={shipment} name={name} onClose={() => setDialog(null)} />
      ) : null}
    </li>
  );
}

function ShipmentMenu({ order, shipment, name, onDialog }: ShipmentProps & { onDialog: (dialog: "tracking" | "cancel") => void }) {
  const store = useStore();
  const canFinish = useCanFinish();
  const download = useDownload(store.id, order);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" className="text-muted-foreground" aria-label={t.menu(name)}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {canFinish ? (
          <DropdownMenuItem onSelect={() => onDialog("tracking")}>
            <Pencil aria-hidden />
            {t.editTracking}
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem onSelect={() => void download("packing-slip", shipment.id)}>
          <Download aria-hidden />
          {t.packingSlip}
        </DropdownMenuItem>
        {!canFinish || shipment.status === "delivered" ? null : (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onDialog("cancel")}>
              <X aria-hidden />
              {t.cancel}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
