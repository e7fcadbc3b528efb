import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { PricingSettings } from "@/features/pricing/components/pricing-form";
import { pricing as t } from "@/lib/messages/pricing";

export const metadata: Metadata = { title: t.title };

export default function PricingPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <PricingSettings />
    </>
  );
}
