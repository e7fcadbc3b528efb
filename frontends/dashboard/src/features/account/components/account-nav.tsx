"use client";

import { LinkTabs } from "@/components/link-tabs";
import { useSubscription } from "@/features/billing/api/billing";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { paths } from "@/lib/paths";

const t = security.account;

/** The pages of the account itself. */
export function AccountNav() {
  const subscription = useSubscription();
  const items = [
    { href: paths.account, label: t.general },
    { href: paths.security, label: t.security },
    ...(subscription.data?.billing === "on" ? [{ href: paths.billing, label: messages.common.user.billing }] : []),
  ];
  return <LinkTabs label={t.navLabel} items={items} className="-mx-1 mb-5 px-1" />;
}
