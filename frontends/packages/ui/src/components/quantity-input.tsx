"use client";

import { Minus, Plus } from "lucide-react";
import { cn } from "../lib/cn";
import { Button } from "./button";
import { Input } from "./input";

interface QuantityInputProps {
  label: string;
  decreaseLabel: string;
  increaseLabel: string;
  value: number;
  max: number;
  onValueChange: (value: number) => void;
  className?: string;
}

/** A whole number from 0 to `max`, typed or stepped. */
export function QuantityInput({ label, decreaseLabel, increaseLabel, value, max, onValueChange, className }: QuantityInputProps) {
  const set = (next: number) => onValueChange(Math.min(Math.max(Number.isFinite(next) ? Math.trunc(next) : 0, 0), max));
  return (
    <span data-slot="quantity-input" className={cn("inline-flex items-center gap-1", className)}>
      <Button variant="outline" size="icon-sm" aria-label={decreaseLabel} disabled={value <= 0} onClick={() => set(value - 1)}>
        <Minus aria-hidden />
      </Button>
      <Input
        aria-label={label}
        inputMode="numeric"
        value={String(value)}
        onChange={(event) => set(Number(event.target.value.replace(/\D/g, "")))}
        onFocus={(event) => event.target.select()}
        className="h-7 w-11 px-1 text-center tabular-nums md:h-7"
      />
      <Button variant="outline" size="icon-sm" aria-label={increaseLabel} disabled={value >= max} onClick={() => set(value + 1)}>
        <Plus aria-hidden />
      </Button>
    </span>
  );
}
