"use client";

import { Button } from "@tradewind/ui/button";
import { useCanEdit } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";

const t = messages.common;

interface SaveBarProps {
  label: string;
  dirty: boolean;
  saving: boolean;
  disabled?: boolean;
  /** Goes back to what is saved; left out where nothing is yet. */
  onDiscard?: () => void;
}

/** Saving stays in reach at the foot of a long form; there is no bar where nothing can be saved. */
export function SaveBar({ label, dirty, saving, disabled = false, onDiscard }: SaveBarProps) {
  if (!useCanEdit()) return null;
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-4 flex items-center justify-between gap-3 border-t bg-background/95 px-4 py-3 backdrop-blur-sm sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
      <p className="min-w-0 truncate text-[13px] text-muted-foreground">{dirty ? t.unsaved : null}</p>
      <div className="flex shrink-0 gap-2">
        {onDiscard ? (
          <Button variant="ghost" disabled={!dirty || saving} onClick={onDiscard}>
            {t.discard}
          </Button>
        ) : null}
        <Button type="submit" pending={saving} disabled={disabled}>
          {label}
        </Button>
      </div>
    </div>
  );
}
