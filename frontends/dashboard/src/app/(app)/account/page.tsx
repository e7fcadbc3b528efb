import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { DeleteAccountCard } from "@/features/account/components/delete-account-card";
import { EmailCard } from "@/features/account/components/email-card";
import { security } from "@/lib/messages/security";

const t = security.account;

export const metadata: Metadata = { title: t.title };

export default function AccountPage() {
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <div className="grid gap-4">
        <EmailCard />
        <DeleteAccountCard />
      </div>
    </>
  );
}
