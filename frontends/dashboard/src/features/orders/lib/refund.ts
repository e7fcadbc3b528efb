import type { Money, Order, OrderLine, RefundRequest } from "@tradewind/api-client";
import { chargeStep } from "@tradewind/ui/lib/money";
import { checkAmount, type MoneyContext } from "@/lib/amounts";
import { messages } from "@/lib/messages";

const t = messages.orders.refund;

/** What is chosen of one line. */
export interface RefundChoice {
  quantity: number;
  restock: boolean;
}

export interface RefundDraft {
  mode: "items" | "amount";
  choices: Readonly<Record<string, RefundChoice>>;
  shipping: string;
  amount: string;
  reason: string;
}

export function emptyRefund(order: Order): RefundDraft {
  const choices = order.lines.map((line): [string, RefundChoice] => [line.variant_id, { quantity: 0, restock: true }]);
  return { mode: "items", choices: Object.fromEntries(choices), shipping: "", amount: "", reason: "" };
}

/**
 * What was paid for the first `units` of a line: after discount, with tax where it was added on top.
 *
 * Rounded down to what can be charged, and the last unit takes the rest, so that all refunds of a line together come to
 * what was paid for it. The API counts the same way.
 */
function paidFor(line: OrderLine, taxOnTop: boolean, units: number): number {
  const paid = line.net.amount + (taxOnTop ? line.tax.amount : 0);
  if (units >= line.quantity) return paid;
  const step = chargeStep(line.net.currency);
  return Math.floor(Math.floor((paid * units) / line.quantity) / step) * step;
}

/** The worth of `quantity` further units of a line. */
export function worthOf(order: Order, line: OrderLine, quantity: number): Money {
  const taxOnTop = order.tax !== null && !order.tax.included;
  const before = line.quantity - line.refundable_quantity;
  const amount = paidFor(line, taxOnTop, before + quantity) - paidFor(line, taxOnTop, before);
  return { amount, currency: order.total.currency };
}

export interface RefundSum {
  items: Money;
  shipping: Money;
  total: Money;
  /** Units that go back on the shelf. */
  restocked: number;
  shippingError?: string;
  amountError?: string;
  /** Why there is nothing to send yet, apart from the fields. */
  problem?: string;
}

/** What the draft comes to, and what is wrong with it. */
export function sumOf(order: Order, draft: RefundDraft, money: MoneyContext & { format: (value: Money) => string }): RefundSum {
  const currency = order.total.currency;
  const nothing = { amount: 0, currency };
  if (draft.mode === "amount") {
    const { money: amount, error } = checkAmount(draft.amount, money, { aboveZero: true });
    const total = amount ?? nothing;
    return {
      items: nothing,
      shipping: nothing,
      total,
      restocked: 0,
      ...(error ? { amountError: error } : {}),
      ...(total.amount > order.refundable.amount ? { amountError: t.capped(money.format(order.refundable)) } : {}),
      ...(amount === null && !error ? { problem: t.nothing } : {}),
    };
  }
  const chosen = order.lines.map((line) => ({ line, ...(draft.choices[line.variant_id] ?? { quantity: 0, restock: false }) }));
  const restocked = chosen.reduce((count, { quantity, restock }) => count + (restock ? quantity : 0), 0);
  const items = { amount: chosen.reduce((sum, { line, quantity }) => sum + worthOf(order, line, quantity).amount, 0), currency };
  const read = checkAmount(draft.shipping, money);
  const shipping = read.money ?? nothing;
  const total = { amount: items.amount + shipping.amount, currency };
  const shippingError = read.error ?? (shipping.amount > (order.shipping?.price.amount ?? 0) ? t.shippingTooMuch : undefined);
  const problem =
    total.amount === 0 ? t.nothing : total.amount > order.refundable.amount ? t.capped(money.format(order.refundable)) : undefined;
  return { items, shipping, total, restocked, ...(shippingError ? { shippingError } : {}), ...(problem ? { problem } : {}) };
}

/** What is sent: the lines and the shipping, or an amount of its own, which touches no stock. */
export function refundBody(order: Order, draft: RefundDraft, sum: RefundSum): RefundRequest {
  const lines = order.lines.flatMap((line) => {
    const { quantity = 0, restock = false } = draft.choices[line.variant_id] ?? {};
    return quantity > 0 ? [{ variant_id: line.variant_id, quantity, restock }] : [];
  });
  const reason = draft.reason.trim();
  if (draft.mode === "amount") return { lines: [], amount: sum.total, reason };
  return { lines, reason, ...(sum.shipping.amount > 0 ? { shipping: sum.shipping } : {}) };
}
