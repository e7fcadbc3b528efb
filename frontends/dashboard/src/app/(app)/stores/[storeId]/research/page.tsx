import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Page } from "@/components/page";
import { ResearchPage } from "@/features/research/components/research-page";
import { research } from "@/lib/messages/research";

export const metadata: Metadata = { title: research.title };

export default function StoreResearchPage() {
  return (
    <Page width="wide">
      <NuqsAdapter>
        <ResearchPage />
      </NuqsAdapter>
    </Page>
  );
}
