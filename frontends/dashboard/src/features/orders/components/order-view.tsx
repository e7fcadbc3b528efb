"use client";

import { useState } from "react";
import type { Order } from "@tradewind/api-client";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useVisit } from "@/lib/recent";
import { CancelDialog } from "./cancel-dialog";
import { CostsDialog } from "./costs-dialog";
import { CustomerCard, PaymentCard } from "./customer-card";
import { DisputeCards } from "./dispute-card";
import { FulfillDialog } from "./fulfill-dialog";
import { HoldDialog } from "./hold-dialog";
import { LinesCard } from "./lines-card";
import { type OrderDialog, OrderHeader } from "./order-header";
import { OrderNotices } from "./order-notices";
import { ProfitCard } from "./profit-card";
import { RefundDialog } from "./refund-dialog";
import { RefundsCard } from "./refunds-card";
import { ShipmentsCard } from "./shipments-card";
import { TimelineCard } from "./timeline-card";

/** The page a merchant works an order on: what it is on the left, who and how much on the right. */
export function OrderView({ order }: { order: Order }) {
  const store = useStore();
  const [dialog, setDialog] = useState<OrderDialog | null>(null);
  useVisit(store.id, "order", paths.order(store.id, order.id), messages.orders.detail.title(order.number));
  const close = () => setDialog(null);
  const shared = { storeId: store.id, order, onClose: close };
  return (
    <>
      <OrderHeader order={order} onDialog={setDialog} />
      <OrderNotices order={order} onDialog={setDialog} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] lg:items-start">
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <DisputeCards order={order} />
          <LinesCard order={order} />
          <ShipmentsCard order={order} />
          <RefundsCard order={order} />
          <TimelineCard order={order} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <ProfitCard order={order} onEditCosts={() => setDialog("costs")} />
          <CustomerCard order={order} />
          <PaymentCard order={order} />
        </div>
      </div>
      {dialog === "fulfill" ? <FulfillDialog {...shared} /> : null}
      {dialog === "refund" ? <RefundDialog {...shared} /> : null}
      {dialog === "cancel" ? <CancelDialog {...shared} /> : null}
      {dialog === "hold" ? <HoldDialog {...shared} /> : null}
      {dialog === "costs" ? <CostsDialog {...shared} /> : null}
    </>
  );
}
