"use client";

import Link from "next/link";
import { CircleUser, CreditCard, LogOut, ShieldCheck, UserRound } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@tradewind/ui/dropdown-menu";
import { useLogout, useMe } from "@/features/account/api/session";
import { useSubscription } from "@/features/billing/api/billing";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.common.user;

export function UserMenu() {
  const me = useMe();
  const logout = useLogout();
  const subscription = useSubscription();
  const email = me.data?.email ?? "";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left text-[13px] hover:bg-muted"
        aria-label={`${t.menu}: ${email}`}
      >
        <span aria-hidden className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-muted">
          <UserRound className="size-3.5 text-muted-foreground" />
        </span>
        <span className="min-w-0 truncate text-muted-foreground">{email}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="max-w-72">
        <DropdownMenuLabel>
          {t.signedInAs}
          <span className="block truncate text-sm font-medium text-foreground">{email}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={paths.account}>
            <CircleUser aria-hidden />
            {t.account}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={paths.security}>
            <ShieldCheck aria-hidden />
            {t.security}
          </Link>
        </DropdownMenuItem>
        {subscription.data?.billing === "on" ? (
          <DropdownMenuItem asChild>
            <Link href={paths.billing}>
              <CreditCard aria-hidden />
              {t.billing}
            </Link>
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem
          onSelect={(event) => {
            event.preventDefault();
            logout.mutate();
          }}
          disabled={logout.isPending || logout.isSuccess}
        >
          <LogOut aria-hidden />
          {t.signOut}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
