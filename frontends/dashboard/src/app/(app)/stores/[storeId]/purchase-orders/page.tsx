import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Page } from "@/components/page";
import { PurchaseBoard } from "@/features/purchasing/components/purchase-board";
import { purchases } from "@/lib/messages/purchases";

export const metadata: Metadata = { title: purchases.title };

export default function PurchaseOrdersPage() {
  return (
    <Page width="wide">
      <NuqsAdapter>
        <PurchaseBoard />
      </NuqsAdapter>
    </Page>
  );
}
