import type { Metadata } from "next";
import { BillingPage } from "@/features/billing/components/billing-page";
import { billing } from "@/lib/messages/billing";

export const metadata: Metadata = { title: billing.page.title };

export default function Billing() {
  return <BillingPage />;
}
