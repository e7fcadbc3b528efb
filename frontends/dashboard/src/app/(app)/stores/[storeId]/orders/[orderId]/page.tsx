import type { Metadata } from "next";
import { Page } from "@/components/page";
import { OrderDetail } from "@/features/orders/components/order-detail";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.orders.list.title };

export function generateStaticParams() {
  return [{ orderId: "_" }];
}

export default function OrderPage() {
  return (
    <Page>
      <OrderDetail />
    </Page>
  );
}
