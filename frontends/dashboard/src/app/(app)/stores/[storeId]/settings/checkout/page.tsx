import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { CheckoutSettings } from "@/features/selling/components/checkout-form";
import { messages } from "@/lib/messages";

const t = messages.settings.checkout;

export const metadata: Metadata = { title: t.title };

export default function CheckoutPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <CheckoutSettings />
    </>
  );
}
