"use client";

import { clsx } from "clsx";
import type { PublicVariant } from "@tradewind/api-client";
import { messages } from "@/lib/messages";
import { type Axis, chooseValue, selectionOf, valueState } from "@/lib/product/variants";

interface VariantPickerProps {
  axes: readonly Axis[];
  variants: readonly PublicVariant[];
  chosen: PublicVariant;
  onChoose: (variant: PublicVariant) => void;
}

const STATE_TEXT = {
  available: "",
  sold_out: messages.product.variantSoldOut,
  impossible: messages.product.variantImpossible,
} as const;

/** One row of choices per axis. What is sold out or does not exist together is shown so, and can still be looked at. */
export function VariantPicker({ axes, variants, chosen, onChoose }: VariantPickerProps) {
  const selection = selectionOf(chosen, axes);
  return (
    <div className="space-y-5">
      {axes.map((axis) => (
        <fieldset key={axis.name}>
          <legend className="mb-2 text-sm">
            <span className="font-medium">{axis.name}</span>
            <span className="text-muted">: {selection[axis.name]}</span>
          </legend>
          <div className="flex flex-wrap gap-2">
            {axis.values.map((value) => {
              const state = valueState(variants, axes, selection, axis.name, value);
              return (
                <label
                  key={value}
                  className={clsx(
                    "relative inline-flex min-h-11 min-w-12 cursor-pointer items-center justify-center rounded-control border px-4 text-sm transition-colors",
                    "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                    "has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-checked:font-medium",
                    state === "available" && "border-control bg-surface hover:border-fg",
                    state === "sold_out" && "border-line bg-soft text-muted line-through",
                    state === "impossible" && "border-dashed border-control text-muted",
                  )}
                >
                  <input
                    type="radio"
                    name={`axis-${axis.name}`}
                    value={value}
                    checked={selection[axis.name] === value}
                    onChange={() => onChoose(chooseValue(variants, axes, chosen, axis.name, value))}
                    className="absolute inset-0 cursor-pointer appearance-none rounded-control opacity-0"
                  />
                  {value}
                  {STATE_TEXT[state] && <span className="sr-only">, {STATE_TEXT[state]}</span>}
                </label>
              );
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
