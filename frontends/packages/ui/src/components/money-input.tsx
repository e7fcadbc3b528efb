"use client";

import type { ComponentProps } from "react";
import { cn } from "../lib/cn";
import { currencySymbol, parseMoney, toMoneyInput } from "../lib/money";
import { Input } from "./input";

interface MoneyInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "type" | "defaultValue"> {
  /** The text as typed. Keep text in the form and parse it when checking, so that nothing typed is lost. */
  value: string;
  onValueChange: (text: string) => void;
  currency: string;
  locale?: string;
}

/** A text input for an amount: shows the currency, tidies what was typed on leaving, never rounds. */
export function MoneyInput({ value, onValueChange, currency, locale, className, onBlur, ...props }: MoneyInputProps) {
  const symbol = currencySymbol(currency, locale);
  const long = symbol.length > 1;
  return (
    <span data-slot="money-input" className={cn("relative block", className)}>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-0 flex items-center pl-2.5 text-sm text-muted-foreground"
      >
        {symbol}
      </span>
      <Input
        {...props}
        inputMode="decimal"
        autoComplete="off"
        className={cn("text-right tabular-nums", long ? "pl-12" : "pl-7")}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onBlur={(event) => {
          const parsed = parseMoney(value, currency, locale);
          if (parsed.ok) {
            const tidy = toMoneyInput(parsed.money, locale);
            if (tidy !== value) onValueChange(tidy);
          }
          onBlur?.(event);
        }}
      />
    </span>
  );
}
