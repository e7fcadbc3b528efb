"use client";

import { useEffect, useRef } from "react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@tradewind/ui/lib/cn";
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
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On phones the row starts at its left end; the section one is in has to be seen.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  const items = [
    { href: paths.settings(store.id), label: t.general },
    ...SECTIONS.filter((section) => (section === "api-keys" ? isOwner : section === "audit-log" ? seesLog : true)).map((section) => ({ href: paths.settings(store.id, section), label: t[section] })),
  ];
  return (
    <nav
      ref={nav}
      aria-label={t.label}
      className="-mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6 lg:sticky lg:top-7 lg:mx-0 lg:overflow-visible lg:px-0"
    >
      <ul className="flex gap-1 py-1 lg:grid lg:gap-0.5 lg:py-0">
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
