"use client";

import { Fragment } from "react";
import Link from "next/link";
import { Check, ChevronsUpDown, LayoutGrid, Plus } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@tradewind/ui/dropdown-menu";
import { useSharedStores, useStores } from "@/features/stores/api/stores";
import { StoreAvatar } from "@/features/stores/components/store-avatar";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useStoreId } from "@/lib/route-ids";

const t = messages.common.nav;

export function StoreSwitcher({ onNavigate }: { onNavigate?: () => void }) {
  const storeId = useStoreId();
  const groups = [
    { label: t.yourStores, stores: useStores().data ?? [] },
    { label: t.sharedStores, stores: useSharedStores().data ?? [] },
  ].filter((group) => group.stores.length > 0);
  const current = groups.flatMap((group) => group.stores).find((store) => store.id === storeId);

  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-10 w-full items-center gap-2.5 rounded-md border bg-card px-2 text-left text-sm hover:bg-muted">
        <StoreAvatar name={current?.name ?? null} />
        {current ? <span className="sr-only">{t.switchStore}:</span> : null}
        <span className="min-w-0 flex-1 truncate font-medium">{current?.name ?? t.chooseStore}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-(--radix-dropdown-menu-trigger-width) min-w-56">
        {groups.map(({ label, stores }) => (
          <Fragment key={label}>
            <DropdownMenuLabel>{label}</DropdownMenuLabel>
            {stores.map((store) => (
              <DropdownMenuItem key={store.id} asChild onSelect={onNavigate}>
                <Link href={paths.store(store.id)}>
                  <StoreAvatar name={store.name} small />
                  <span className="min-w-0 flex-1 truncate">{store.name}</span>
                  {store.id === storeId ? <Check aria-hidden className="!text-primary-strong" /> : null}
                </Link>
              </DropdownMenuItem>
            ))}
            <DropdownMenuSeparator />
          </Fragment>
        ))}
        <DropdownMenuItem asChild onSelect={onNavigate}>
          <Link href={paths.stores}>
            <LayoutGrid aria-hidden />
            {t.allStores}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild onSelect={onNavigate}>
          <Link href={paths.newStore}>
            <Plus aria-hidden />
            {t.createStore}
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
