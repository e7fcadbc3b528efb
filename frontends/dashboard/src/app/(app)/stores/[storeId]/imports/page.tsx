import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ImportsPage } from "@/features/transfers/components/imports-page";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.transfers.title };

export default function StoreImportsPage() {
  return (
    <Page width="narrow">
      <ImportsPage />
    </Page>
  );
}
