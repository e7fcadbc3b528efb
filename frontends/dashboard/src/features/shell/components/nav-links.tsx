"use client";

import type { ComponentType } from "react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Inbox, LayoutDashboard, Layers, Package, Receipt, Settings, Store, Telescope, TicketPercent, Truck } from "lucide-react";
import { cn } from "@tradewind/ui/lib/cn";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useStoreId } from "@/lib/route-ids";

interface NavItem {
  href: string;
  label: string;
  icon: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  /** Only this very page counts as current, not the ones below it. */
  exact?: boolean;
}

const t = messages.common.nav;

function itemsFor(storeId: string | null): NavItem[] {
  if (!storeId) return [{ href: paths.stores, label: t.stores, icon: Store }];
  return [
    { href: paths.store(storeId), label: t.overview, icon: LayoutDashboard, exact: true },
    { href: paths.research(storeId), label: t.research, icon: Telescope },
    { href: paths.products(storeId), label: t.products, icon: Package },
    { href: paths.collections(storeId), label: t.collections, icon: Layers },
    { href: paths.orders(storeId), label: t.orders, icon: Receipt },
    { href: paths.purchases(storeId), label: t.purchases, icon: Truck },
    { href: paths.supplierChanges(storeId), label: t.supplierChanges, icon: Inbox },
    { href: paths.discounts(storeId), label: t.discounts, icon: TicketPercent },
    { href: paths.settings(storeId), label: t.settings, icon: Settings },
  ];
}

export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  const storeId = useStoreId();
  return (
    <nav aria-label={t.label}>
      <ul className="grid gap-0.5">
        {itemsFor(storeId).map(({ href, label, icon: Icon, exact }) => {
          const current = pathname === href || (!exact && pathname.startsWith(`${href}/`));
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium transition-colors lg:h-8",
                  current ? "bg-primary-soft text-primary-strong" : "text-muted-foreground hover:bg-muted hover:text-foreground",
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
