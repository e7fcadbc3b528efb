import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { ShippingSettings } from "@/features/selling/components/shipping-form";
import { messages } from "@/lib/messages";

const t = messages.settings.shipping;

export const metadata: Metadata = { title: t.title };

export default function ShippingPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <ShippingSettings />
    </>
  );
}
