import { parseMoney } from "@tradewind/ui/lib/money";
import { checkAmount, type MoneyContext } from "@/lib/amounts";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { canRound, type PriceChange, type PriceTarget } from "./bulk-price";

const t = bulk.priceDialog;

/** The dialog's fields, as typed. */
export interface PriceForm {
  target: PriceTarget;
  direction: "decrease" | "increase" | "set";
  unit: "percent" | "amount";
  percent: string;
  amount: string;
  round: boolean;
}

export const EMPTY_PRICE_FORM: PriceForm = { target: "price", direction: "decrease", unit: "percent", percent: "", amount: "", round: false };

export function usesPercent(form: PriceForm): boolean {
  return form.direction !== "set" && form.unit === "percent";
}

/** The change as the API takes it, or what is wrong with the one number; neither while it is still empty. */
export function readPriceForm(form: PriceForm, money: MoneyContext): { change: PriceChange | null; error?: string } {
  const rounding = form.round && canRound(money.currency) ? "ninety_nine" : "none";
  const common = { type: "price", rounding, target: form.target } as const;
  const sign = form.direction === "decrease" ? -1 : 1;
  if (usesPercent(form)) {
    const match = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(form.percent);
    if (form.percent.trim() === "") return { change: null };
    const points = match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : 0;
    if (points === 0) return { change: null, error: t.percentInvalid };
    if (sign === -1 && points >= 10_000) return { change: null, error: t.percentLarge };
    if (points > 999_900) return { change: null, error: t.percentHigh };
    return { change: { ...common, mode: "percent", value: sign * points } };
  }
  if (form.amount.trim() === "") return { change: null };
  const parsed = checkAmount(form.amount, money, { aboveZero: form.target !== "cost" || form.direction !== "set" });
  if (parsed.error !== undefined) return { change: null, error: parsed.error };
  const amount = parsed.money?.amount ?? 0;
  if (amount > 99_999_999) return { change: null, error: messages.common.money.too_large };
  return { change: { ...common, mode: form.direction === "set" ? "set" : "amount", value: form.direction === "set" ? amount : sign * amount } };
}

/** What an amount rounded up to .99 looks like, in this currency. */
export function roundedExample(money: MoneyContext) {
  const parsed = parseMoney("24.99", money.currency, "en-US");
  return parsed.ok ? parsed.money : { amount: 2499, currency: money.currency };
}
