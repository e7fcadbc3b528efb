import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ImportDetail } from "@/features/transfers/components/import-detail";
import { transfers } from "@/lib/messages/transfers";

export const metadata: Metadata = { title: transfers.title };

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
