import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { TaxSettings } from "@/features/selling/components/tax-form";
import { messages } from "@/lib/messages";

const t = messages.settings.taxes;

export const metadata: Metadata = { title: t.title };

export default function TaxesPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <TaxSettings />
    </>
  );
}
