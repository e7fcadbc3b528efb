import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { PurchasingSettingsPage } from "@/features/purchasing/components/settings-form";
import { purchases } from "@/lib/messages/purchases";

const t = purchases.settings;

export const metadata: Metadata = { title: t.title };

export default function OrderingSettingsPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <PurchasingSettingsPage />
    </>
  );
}
