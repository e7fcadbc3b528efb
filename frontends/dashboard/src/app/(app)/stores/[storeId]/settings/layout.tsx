import type { ReactNode } from "react";
import { Page } from "@/components/page";
import { SettingsNav } from "@/features/shell/components/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[9rem_minmax(0,1fr)] lg:items-start lg:gap-8">
        <SettingsNav />
        <div className="min-w-0">{children}</div>
      </div>
    </Page>
  );
}
