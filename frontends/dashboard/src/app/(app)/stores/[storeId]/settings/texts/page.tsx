import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { VoiceSettings } from "@/features/copywriting/components/voice-form";
import { texts as t } from "@/lib/messages/texts";

export const metadata: Metadata = { title: t.title };

export default function TextsPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <VoiceSettings />
    </>
  );
}
