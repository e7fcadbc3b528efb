import type { Metadata } from "next";
import { Page } from "@/components/page";
import { JobList } from "@/features/importing/components/job-list";
import { importing } from "@/lib/messages/importing";

export const metadata: Metadata = { title: importing.title };

export default function ProductImportsPage() {
  return (
    <Page>
      <JobList />
    </Page>
  );
}
