"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@tradewind/ui/lib/cn";
import { useSubscription } from "@/features/billing/api/billing";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { paths } from "@/lib/paths";

const t = security.account;

/** The pages of the account itself. */
export function AccountNav() {
  const pathname = usePathname();
  const subscription = useSubscription();
  const items = [
    { href: paths.account, label: t.general },
    { href: paths.security, label: t.security },
    ...(subscription.data?.billing === "on" ? [{ href: paths.billing, label: messages.common.user.billing }] : []),
  ];
  return (
    <nav aria-label={t.navLabel} className="-mx-1 mb-5 overflow-x-auto px-1 py-1">
      <ul className="flex gap-1">
        {items.map(({ href, label }) => {
          const current = pathname === href;
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex h-8 items-center rounded-md px-2.5 text-[13px] font-medium transition-colors",
                  current ? "bg-muted text-foreground" : "text-muted-foreground hover:bg-muted/60 hover:text-foreground",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
