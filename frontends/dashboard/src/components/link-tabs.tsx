"use client";

import { useEffect, useRef } from "react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@tradewind/ui/lib/cn";

interface LinkTabsProps {
  label: string;
  items: readonly { href: string; label: string }[];
  className?: string;
  listClassName?: string;
}

/** Links to the pages of a section, the current one marked. On phones the row scrolls sideways to it. */
export function LinkTabs({ label, items, className, listClassName }: LinkTabsProps) {
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // The row starts at its left end; the page one is on has to be seen.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={label} className={cn("overflow-x-auto", className)}>
      <ul className={cn("flex gap-1 py-1", listClassName)}>
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
