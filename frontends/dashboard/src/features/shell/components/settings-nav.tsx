"use client";

import { LinkTabs } from "@/components/link-tabs";
import { useCanFinish, useIsOwner, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.settings.nav;
const SECTIONS = ["branding", "policies", "shipping", "taxes", "checkout", "payments", "research", "pricing", "texts", "suppliers", "purchasing", "team", "api-keys", "audit-log"] as const;

/** The sections of the settings one may see: a column on wide screens, a row that scrolls sideways on phones. */
export function SettingsNav() {
  const store = useStore();
  const isOwner = useIsOwner();
  const seesLog = useCanFinish();
  const items = [
    { href: paths.settings(store.id), label: t.general },
    ...SECTIONS.filter((section) => (section === "api-keys" ? isOwner : section === "audit-log" ? seesLog : true)).map((section) => ({ href: paths.settings(store.id, section), label: t[section] })),
  ];
  return (
    <LinkTabs
      label={t.label}
      items={items}
      className="-mx-4 px-4 sm:-mx-6 sm:px-6 lg:sticky lg:top-7 lg:mx-0 lg:overflow-visible lg:px-0"
      listClassName="lg:grid lg:gap-0.5 lg:py-0"
    />
  );
}
