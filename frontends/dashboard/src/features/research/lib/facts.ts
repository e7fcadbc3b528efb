import type { ResearchItem } from "@tradewind/api-client";

type Inputs = ResearchItem["score"]["parts"][number]["inputs"];

const MONEY = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;

/** What a part of a score rests on, as the locale writes it; what is not known is left out. */
export function factsOf(inputs: Inputs, locale: string): { name: string; value: string }[] {
  return Object.entries(inputs).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ name, value: written(name, value, locale) }],
  );
}

function written(name: string, value: string | number | boolean, locale: string): string {
  if (typeof value === "number") {
    const share = name.endsWith("_percent");
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: "negative", ...(share ? { style: "percent" } : {}) }).format(share ? value / 100 : value);
  }
  const money = MONEY.exec(String(value));
  return money ? new Intl.NumberFormat(locale, { style: "currency", currency: money[2] }).format(Number(money[1])) : String(value);
}
