import type { Money } from "@tradewind/api-client";
import { chargeStep, currencyExponent, parseMoney, toDecimalString } from "@tradewind/ui/lib/money";
import { messages } from "./messages";

const t = messages.common.money;

/** The store's way of writing money. */
export interface MoneyContext {
  currency: string;
  locale: string;
}

export type AmountCheck = { money: Money | null; error?: undefined } | { money: null; error: string };

/** Reads an amount as typed. `money` is null for an empty text that may stay empty, or beside an `error`. */
export function checkAmount(
  text: string,
  { currency, locale }: MoneyContext,
  { required = false, aboveZero = false }: { required?: boolean; aboveZero?: boolean } = {},
): AmountCheck {
  const parsed = parseMoney(text, currency, locale);
  if (!parsed.ok) {
    if (parsed.reason === "empty") return required ? { money: null, error: t.required } : { money: null };
    if (parsed.reason === "too_precise") return { money: null, error: t.too_precise(currencyExponent(currency)) };
    return { money: null, error: t[parsed.reason] };
  }
  const step = chargeStep(currency);
  if (parsed.money.amount % step !== 0) return { money: null, error: t.step(toDecimalString(step, currencyExponent(currency))) };
  if (aboveZero && parsed.money.amount === 0) return { money: null, error: t.zero };
  return { money: parsed.money };
}

/** `1,5` or `19` percent as basis points, 0 to 10,000; null for what is none. */
export function percentToBasisPoints(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  if (!match) return null;
  const points = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0") || 0);
  return points <= 10_000 ? points : null;
}

/** 1950 basis points as `19.5`. */
export function basisPointsToPercent(points: number): string {
  return String(points / 100);
}

/** A whole number as typed, `min` to `max`; null for an empty text, undefined for what is none. */
export function readCount(text: string, min: number, max: number): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (!/^\d{1,9}$/.test(trimmed)) return undefined;
  const count = Number(trimmed);
  return count >= min && count <= max ? count : undefined;
}
