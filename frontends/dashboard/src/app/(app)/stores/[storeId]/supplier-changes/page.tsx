import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ChangeInbox } from "@/features/suppliers/components/change-inbox";
import { suppliers } from "@/lib/messages/suppliers";

export const metadata: Metadata = { title: suppliers.title };

export default function SupplierChangesPage() {
  return (
    <Page>
      <ChangeInbox />
    </Page>
  );
}
