"use client";

import { type ReactNode, useState } from "react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Menu } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { Sheet, SheetContent, SheetTrigger } from "@tradewind/ui/sheet";
import { Palette, PaletteButton, PaletteIconButton } from "@/features/palette/components/palette";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { StoreSwitcher } from "./store-switcher";
import { ThemeMenu } from "./theme-menu";
import { UserMenu } from "./user-menu";

const t = messages.common;
/** What most people never see comes after what everybody does. */
const VerifyBanner = dynamic(() => import("@/features/account/components/verify-banner").then((module) => module.VerifyBanner), { ssr: false });
const PlanBanner = dynamic(() => import("@/features/billing/components/plan-banner").then((module) => module.PlanBanner), { ssr: false });

/** The frame around every page of a signed-in user: a sidebar, or on phones a bar with a drawer. */
export function AppShell({ children }: { children: ReactNode }) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sidebar lg:flex">
        <div className="flex h-14 shrink-0 items-center px-4">
          <HomeLink />
        </div>
        <SidebarBody />
      </aside>
      <MobileBar />
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <VerifyBanner />
        <PlanBanner />
        {children}
      </main>
      <Palette />
    </div>
  );
}

function SidebarBody({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <>
      <div className="px-3 pb-3">
        <StoreSwitcher onNavigate={onNavigate} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3">
        {onNavigate ? null : <PaletteButton />}
        <NavLinks onNavigate={onNavigate} />
      </div>
      <div className="flex items-center gap-1 border-t p-2">
        <UserMenu />
        <ThemeMenu />
      </div>
    </>
  );
}

function HomeLink() {
  return (
    <Link href={paths.stores} className="flex items-center gap-2 rounded-sm text-[15px] font-semibold tracking-tight">
      <Logo />
      {t.appName}
    </Link>
  );
}

function MobileBar() {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b bg-sidebar px-4 lg:hidden">
      <HomeLink />
      <div className="flex items-center gap-1">
        <PaletteIconButton />
        <Sheet open={open} onOpenChange={setOpen}>
          <SheetTrigger asChild>
            <Button variant="ghost" size="icon" aria-label={t.nav.openMenu}>
              <Menu aria-hidden className="!size-5" />
            </Button>
          </SheetTrigger>
          <SheetContent side="left" title={t.nav.label} hideTitle closeLabel={t.nav.closeMenu} className="bg-sidebar">
            <SidebarBody onNavigate={() => setOpen(false)} />
          </SheetContent>
        </Sheet>
      </div>
    </header>
  );
}
