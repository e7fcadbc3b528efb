"use client";

import type { ReactNode } from "react";
import { RadioGroup as Primitive } from "radix-ui";
import { cn } from "../lib/cn";

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode }[];
  className?: string;
}

/** One of two to four short choices, side by side. */
export function Segmented<T extends string>({ label, value, onValueChange, options, className }: SegmentedProps<T>) {
  return (
    <Primitive.Root
      data-slot="segmented"
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(next) => onValueChange(next as T)}
      className={cn("flex gap-0.5 rounded-md border border-input bg-muted p-0.5", className)}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          className="h-7 min-w-0 flex-1 truncate rounded-sm px-2.5 text-[13px] font-medium text-muted-foreground transition-colors hover:text-foreground data-[state=checked]:bg-card data-[state=checked]:text-foreground data-[state=checked]:ring-1 data-[state=checked]:ring-border dark:data-[state=checked]:bg-input"
        >
          {option.label}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
