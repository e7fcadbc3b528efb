import type { Metadata } from "next";
import { Page } from "@/components/page";
import { PricingPage } from "@/features/billing/components/pricing-page";
import { billing } from "@/lib/messages/billing";

export const metadata: Metadata = { title: billing.pricing.title };

export default function Pricing() {
  return (
    <Page>
      <PricingPage />
    </Page>
  );
}
