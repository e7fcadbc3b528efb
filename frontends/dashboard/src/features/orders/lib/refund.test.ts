import { describe, expect, it } from "vitest";
import type { Order, OrderLine } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { emptyRefund, refundBody, type RefundDraft, sumOf, worthOf } from "./refund";

const usd = (amount: number) => ({ amount, currency: "USD" });

function line(id: string, { net, tax = 0, quantity, refundable = quantity }: { net: number; tax?: number; quantity: number; refundable?: number }) {
  return { variant_id: id, title: id, quantity, refundable_quantity: refundable, net: usd(net), tax: usd(tax) } as OrderLine;
}

function order(lines: OrderLine[], more: Partial<Order> = {}): Order {
  return { lines, total: usd(10_000), refundable: usd(10_000), tax: null, shipping: null, ...more } as Order;
}

const money = { currency: "USD", locale: "en-US", format: (value: { amount: number; currency: string }) => formatMoney(value, { locale: "en-US" }) };
const draft = (given: Order, change: Partial<RefundDraft>): RefundDraft => ({ ...emptyRefund(given), ...change });
const tax = (included: boolean) => ({ name: "VAT", basis_points: 1900, amount: usd(0), included });

describe("the worth of lines", () => {
  it("splits a line that does not divide so that all its refunds come to what was paid", () => {
    const bought = line("a", { net: 1_000, quantity: 3 });
    const first = worthOf(order([bought]), bought, 1).amount;
    const later = line("a", { net: 1_000, quantity: 3, refundable: 2 });
    const rest = worthOf(order([later]), later, 2).amount;
    expect([first, rest]).toEqual([333, 667]);
  });

  it("adds the tax only where it came on top of the price", () => {
    const bought = line("a", { net: 1_000, tax: 190, quantity: 1 });
    expect(worthOf(order([bought], { tax: tax(false) }), bought, 1).amount).toBe(1_190);
    expect(worthOf(order([bought], { tax: tax(true) }), bought, 1).amount).toBe(1_000);
  });

  it("keeps to the steps a currency is paid in", () => {
    const kwd = { ...line("a", { net: 0, quantity: 3 }), net: { amount: 10_000, currency: "KWD" }, tax: { amount: 0, currency: "KWD" } };
    const bought = order([kwd], { total: { amount: 10_000, currency: "KWD" } });
    expect(worthOf(bought, kwd, 1).amount).toBe(3_330);
    expect(worthOf(bought, kwd, 3).amount).toBe(10_000);
  });
});

describe("a refund by items", () => {
  const bought = order([line("a", { net: 2_000, quantity: 2 }), line("b", { net: 500, quantity: 1 })], {
    shipping: { name: "Post", price: usd(600), country: "US", min_days: null, max_days: null },
  });

  it("sums lines and shipping, and counts what goes back to stock", () => {
    const chosen = draft(bought, { choices: { a: { quantity: 2, restock: true }, b: { quantity: 1, restock: false } }, shipping: "6" });
    const sum = sumOf(bought, chosen, money);
    expect(sum).toMatchObject({ items: usd(2_500), shipping: usd(600), total: usd(3_100), restocked: 2 });
    expect(sum.problem).toBeUndefined();
    expect(refundBody(bought, { ...chosen, reason: " worn " }, sum)).toEqual({
      lines: [
        { variant_id: "a", quantity: 2, restock: true },
        { variant_id: "b", quantity: 1, restock: false },
      ],
      shipping: usd(600),
      reason: "worn",
    });
  });

  it("says what is missing, too much, or not an amount", () => {
    expect(sumOf(bought, draft(bought, {}), money).problem).toMatch(/Choose items/);
    expect(sumOf(bought, draft(bought, { shipping: "6.01" }), money).shippingError).toMatch(/more than was paid/);
    expect(sumOf(bought, draft(bought, { shipping: "six" }), money).shippingError).toMatch(/such as 19.90/);
    const little = { ...bought, refundable: usd(999) };
    expect(sumOf(little, draft(little, { choices: { a: { quantity: 1, restock: true } } }), money).problem).toMatch(/Only \$9\.99/);
  });
});

describe("a refund of an amount", () => {
  const bought = order([line("a", { net: 2_000, quantity: 2 })], { refundable: usd(1_500) });

  it("touches no lines and no stock", () => {
    const chosen = draft(bought, { mode: "amount", amount: "15", choices: { a: { quantity: 1, restock: true } } });
    const sum = sumOf(bought, chosen, money);
    expect(sum).toMatchObject({ total: usd(1_500), restocked: 0 });
    expect(refundBody(bought, chosen, sum)).toEqual({ lines: [], amount: usd(1_500), reason: "" });
  });

  it("stays below what is left", () => {
    expect(sumOf(bought, draft(bought, { mode: "amount", amount: "15.01" }), money).amountError).toMatch(/Only \$15\.00/);
    expect(sumOf(bought, draft(bought, { mode: "amount", amount: "0" }), money).amountError).toMatch(/above zero/);
    expect(sumOf(bought, draft(bought, { mode: "amount" }), money).problem).toBeTruthy();
  });
});
