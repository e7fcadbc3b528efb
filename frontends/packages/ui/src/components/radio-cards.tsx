"use client";

import { type ReactNode, useId } from "react";
import { RadioGroup as Primitive } from "radix-ui";
import { cn } from "../lib/cn";

interface RadioOption<T extends string> {
  value: T;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

interface RadioCardsProps<T extends string> {
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  options: readonly RadioOption<T>[];
  className?: string;
}

/** One of a few choices that each need a sentence. Arrow keys move between them. */
export function RadioCards<T extends string>({ label, value, onValueChange, options, className }: RadioCardsProps<T>) {
  const id = useId();
  return (
    <Primitive.Root
      data-slot="radio-cards"
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next as T)}
      className={cn("grid gap-2", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="flex cursor-pointer items-start gap-3 rounded-md border border-input bg-card px-3 py-2.5 transition-colors hover:bg-sidebar has-data-[disabled]:cursor-not-allowed has-data-[disabled]:opacity-60 has-data-[state=checked]:border-primary-strong has-data-[state=checked]:bg-primary-soft"
        >
          <Primitive.Item
            value={option.value}
            disabled={option.disabled}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={option.description ? `${id}-${option.value}-text` : undefined}
            className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-muted-foreground/70 bg-card data-[state=checked]:border-primary-strong"
          >
            <Primitive.Indicator className="block size-2 rounded-full bg-primary-strong" />
          </Primitive.Item>
          <span className="min-w-0">
            <span id={`${id}-${option.value}`} className="block font-medium">
              {option.label}
            </span>
            {option.description ? (
              <span id={`${id}-${option.value}-text`} className="mt-0.5 block text-[13px] text-muted-foreground">
                {option.description}
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </Primitive.Root>
  );
}
