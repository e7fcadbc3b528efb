import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { EventList } from "@/features/account/components/event-list";
import { PasswordCard } from "@/features/account/components/password-card";
import { SessionList } from "@/features/account/components/session-list";
import { TwoStepCard } from "@/features/account/components/two-step-card";
import { security } from "@/lib/messages/security";

const t = security.page;

export const metadata: Metadata = { title: t.title };

export default function SecurityPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <div className="grid gap-6">
        <div className="grid gap-4">
          <PasswordCard />
          <TwoStepCard />
        </div>
        <SessionList />
        <EventList />
      </div>
    </>
  );
}
