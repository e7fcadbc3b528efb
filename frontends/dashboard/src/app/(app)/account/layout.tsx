import type { ReactNode } from "react";
import { Page } from "@/components/page";
import { AccountNav } from "@/features/account/components/account-nav";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <Page width="narrow">
      <AccountNav />
      {children}
    </Page>
  );
}
