import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ImportsPage } from "@/features/transfers/components/imports-page";
import { transfers } from "@/lib/messages/transfers";

export const metadata: Metadata = { title: transfers.title };

export default function StoreImportsPage() {
  return (
    <Page width="narrow">
      <ImportsPage />
    </Page>
  );
}
