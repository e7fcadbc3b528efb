import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { ResearchSettingsForm } from "@/features/research/components/settings-form";
import { researchSettings as t } from "@/lib/messages/pricing";

export const metadata: Metadata = { title: t.title };

export default function ResearchSettingsPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <ResearchSettingsForm />
    </>
  );
}
