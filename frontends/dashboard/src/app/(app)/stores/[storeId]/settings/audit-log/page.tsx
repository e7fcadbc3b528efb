import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { AuditPage } from "@/features/team/components/audit-page";
import { team } from "@/lib/messages/team";

export const metadata: Metadata = { title: team.audit.title };

export default function AuditLogSettings() {
  return (
    <NuqsAdapter>
      <AuditPage />
    </NuqsAdapter>
  );
}
