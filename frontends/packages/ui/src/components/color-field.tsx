"use client";

import type { ComponentProps } from "react";
import { cn } from "../lib/cn";
import { Input } from "./input";

interface ColorInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type" | "defaultValue"> {
  /** What was typed; `#rrggbb` once it is complete. */
  value: string;
  onValueChange: (value: string) => void;
  /** What the swatch shows while the text is no colour yet. */
  fallback: string;
  pickerLabel: string;
}

export const HEX_COLOR = /^#[0-9a-f]{6}$/i;

/** A colour as text, with the system's picker beside it. */
export function ColorInput({ value, onValueChange, fallback, pickerLabel, className, ...props }: ColorInputProps) {
  return (
    <span data-slot="color-input" className={cn("flex items-center gap-2", className)}>
      <input
        type="color"
        aria-label={pickerLabel}
        value={HEX_COLOR.test(value) ? value.toLowerCase() : fallback}
        onChange={(event) => onValueChange(event.target.value)}
        className="h-9 w-11 shrink-0 cursor-pointer rounded-md border border-input bg-card p-0.5 md:h-8"
      />
      <Input
        {...props}
        value={value}
        placeholder={fallback}
        spellCheck={false}
        autoComplete="off"
        maxLength={7}
        className="max-w-32 font-mono"
        onChange={(event) => onValueChange(event.target.value.trim())}
      />
    </span>
  );
}
