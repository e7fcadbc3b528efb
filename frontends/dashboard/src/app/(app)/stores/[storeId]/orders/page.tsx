import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Page } from "@/components/page";
import { OrderList } from "@/features/orders/components/order-list";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.orders.list.title };

export default function OrdersPage() {
  return (
    <Page width="wide">
      <NuqsAdapter>
        <OrderList />
      </NuqsAdapter>
    </Page>
  );
}
