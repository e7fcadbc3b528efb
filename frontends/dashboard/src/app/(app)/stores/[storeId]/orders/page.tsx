import type { Metadata } from "next";
import { Page } from "@/components/page";
import { OrderList } from "@/features/orders/components/order-list";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.orders.list.title };

export default function OrdersPage() {
  return (
    <Page width="wide">
      <OrderList />
    </Page>
  );
}
