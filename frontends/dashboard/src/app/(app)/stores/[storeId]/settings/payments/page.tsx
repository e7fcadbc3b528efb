import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { PaymentsSettings } from "@/features/selling/components/payments-settings";
import { messages } from "@/lib/messages";

const t = messages.settings.payments;

export const metadata: Metadata = { title: t.title };

export default function PaymentsPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <PaymentsSettings />
    </>
  );
}
