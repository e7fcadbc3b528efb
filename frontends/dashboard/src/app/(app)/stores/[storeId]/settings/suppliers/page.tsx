import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { PolicySettings } from "@/features/suppliers/components/policy-form";
import { suppliers } from "@/lib/messages/suppliers";

const t = suppliers.settings;

export const metadata: Metadata = { title: t.title };

export default function SupplierSettingsPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <PolicySettings />
    </>
  );
}
