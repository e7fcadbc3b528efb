"use client";

import { Minus, Plus } from "lucide-react";
import { MAX_QUANTITY } from "@/lib/cart/model";
import { clampQuantity } from "@/lib/cart/reducer";

interface QuantityProps {
  value: number;
  onChange: (quantity: number) => void;
  labels: { value: string; less: string; more: string };
  max?: number;
}

const STEP = "grid size-11 shrink-0 place-items-center rounded-control text-fg hover:bg-soft disabled:cursor-not-allowed disabled:text-muted/60";

/** A number to step or to type. */
export function Quantity({ value, onChange, labels, max = MAX_QUANTITY }: QuantityProps) {
  return (
    <div className="inline-flex items-center rounded-control border border-control bg-surface">
      <button type="button" className={STEP} aria-label={labels.less} disabled={value <= 1} onClick={() => onChange(value - 1)}>
        <Minus aria-hidden className="size-4" />
      </button>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={labels.value}
        className="h-11 w-9 bg-transparent text-center text-base tabular-nums"
        key={value}
        defaultValue={value}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => {
          const typed = Number(event.currentTarget.value.trim());
          const next = Number.isInteger(typed) && typed > 0 ? Math.min(max, clampQuantity(typed)) : value;
          event.currentTarget.value = String(next);
          if (next !== value) onChange(next);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
      />
      <button type="button" className={STEP} aria-label={labels.more} disabled={value >= max} onClick={() => onChange(value + 1)}>
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  );
}
