import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { DeleteStoreCard } from "@/features/stores/components/delete-store-card";
import { SellingCard } from "@/features/stores/components/selling-card";
import { SettingsForm } from "@/features/stores/components/settings-form";
import { messages } from "@/lib/messages";

const t = messages.stores.settings;

export const metadata: Metadata = { title: t.title };

export default function SettingsPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <div className="grid gap-4">
        <SettingsForm />
        <SellingCard />
        <DeleteStoreCard />
      </div>
    </>
  );
}
