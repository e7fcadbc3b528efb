"use client";

import { Button } from "@tradewind/ui/button";
import { messages } from "@/lib/messages";

const t = messages.products.form;

interface SaveBarProps {
  exists: boolean;
  dirty: boolean;
  saving: boolean;
  onDiscard: () => void;
}

/** Saving stays in reach at the foot of a long form. */
export function SaveBar({ exists, dirty, saving, onDiscard }: SaveBarProps) {
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-4 flex items-center justify-between gap-3 border-t bg-background/95 px-4 py-3 backdrop-blur-sm sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
      <p className="min-w-0 truncate text-[13px] text-muted-foreground">{dirty ? t.unsaved : null}</p>
      <div className="flex shrink-0 gap-2">
        {exists ? (
          <Button variant="ghost" disabled={!dirty || saving} onClick={onDiscard}>
            {t.discard}
          </Button>
        ) : null}
        <Button type="submit" pending={saving} disabled={exists && !dirty}>
          {exists ? t.save : t.create}
        </Button>
      </div>
    </div>
  );
}
