import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { BrandingSettings } from "@/features/branding/components/branding-form";
import { messages } from "@/lib/messages";

const t = messages.settings.branding;

export const metadata: Metadata = { title: t.title };

export default function BrandingPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <BrandingSettings />
    </>
  );
}
