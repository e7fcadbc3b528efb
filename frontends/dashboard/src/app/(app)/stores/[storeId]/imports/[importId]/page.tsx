import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ImportDetail } from "@/features/transfers/components/import-detail";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.transfers.title };

export function generateStaticParams() {
  return [{ importId: "_" }];
}

export default function ImportPage() {
  return (
    <Page>
      <ImportDetail />
    </Page>
  );
}
