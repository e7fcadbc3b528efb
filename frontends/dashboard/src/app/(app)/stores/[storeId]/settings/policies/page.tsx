import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { PageHeader } from "@/components/page-header";
import { PolicySettings } from "@/features/policies/components/policy-settings";
import { messages } from "@/lib/messages";

const t = messages.settings.policies;

export const metadata: Metadata = { title: t.title };

export default function PoliciesPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <NuqsAdapter>
        <PolicySettings />
      </NuqsAdapter>
    </>
  );
}
