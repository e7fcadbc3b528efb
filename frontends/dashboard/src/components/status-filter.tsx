"use client";

import { cn } from "@tradewind/ui/lib/cn";

interface StatusFilterProps<T extends string> {
  label: string;
  value: T | null;
  options: { value: T | null; label: string }[];
  onChange: (value: T | null) => void;
}

/** A row of choices, one of them pressed. Scrolls sideways on phones. */
export function StatusFilter<T extends string>({ label, value, options, onChange }: StatusFilterProps<T>) {
  return (
    <div role="group" aria-label={label} className="-mx-1 flex gap-1 overflow-x-auto px-1 py-1">
      {options.map((option) => {
        const pressed = option.value === value;
        return (
          <button
            key={option.value ?? "all"}
            type="button"
            aria-pressed={pressed}
            onClick={() => onChange(option.value)}
            className={cn(
              "h-7 shrink-0 rounded-md px-2.5 text-[13px] font-medium transition-colors",
              pressed ? "bg-muted text-foreground" : "text-muted-foreground hover:bg-muted/60 hover:text-foreground",
            )}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
