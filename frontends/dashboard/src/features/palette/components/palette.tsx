"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import dynamic from "next/dynamic";
import { Search } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { palette } from "@/lib/messages/palette";

const t = palette;

/** Loaded when it is first opened: most pages never show it. */
const PaletteDialog = dynamic(() => import("./palette-dialog").then((module) => module.PaletteDialog), { ssr: false });

const OPEN = "tradewind:palette";

/** Opens the palette from anywhere. */
function openPalette() {
  window.dispatchEvent(new Event(OPEN));
}

/** Listens for Ctrl or Cmd with K, and for the buttons. Mount once. */
export function Palette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    const onOpen = () => setOpen(true);
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener(OPEN, onOpen);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener(OPEN, onOpen);
    };
  }, []);
  return open ? <PaletteDialog onClose={() => setOpen(false)} /> : null;
}

const never = () => () => {};

/** The keys as they are printed on this machine's keyboard; the server cannot know them. */
function useKeys(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? t.keys.mac : t.keys.other),
    () => t.keys.other,
  );
}

export function PaletteButton() {
  const keys = useKeys();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openPalette}
      className="mb-2 flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-sm text-muted-foreground transition-colors hover:bg-muted hover:text-foreground lg:h-8"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 text-left">{t.open}</span>
      <kbd className="rounded-sm border bg-card px-1.5 py-0.5 font-sans text-[11px] leading-none">
        {keys}
      </kbd>
    </button>
  );
}

/** The same on the bar of phones. */
export function PaletteIconButton() {
  return (
    <Button variant="ghost" size="icon" aria-label={t.title} aria-haspopup="dialog" onClick={openPalette}>
      <Search aria-hidden className="!size-5" />
    </Button>
  );
}
