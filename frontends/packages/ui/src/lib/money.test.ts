import { describe, expect, it } from "vitest";
import {
  currencyExponent,
  formatBasisPoints,
  formatMoney,
  formatMoneyRange,
  marginBasisPoints,
  parseMoney,
  toDecimalString,
  toMoneyInput,
} from "./money";

const usd = (amount: number) => ({ amount, currency: "USD" });
const amountOf = (text: string, currency = "USD", locale = "en-US") => {
  const parsed = parseMoney(text, currency, locale);
  return parsed.ok ? parsed.money.amount : parsed.reason;
};

describe("exponents", () => {
  it.each([
    ["USD", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["ISK", 2],
    ["MGA", 0],
    ["XXX", 2],
  ])("%s has %i decimals", (currency, exponent) => {
    expect(currencyExponent(currency)).toBe(exponent);
  });

  it("writes digits, not floats", () => {
    expect(toDecimalString(5, 2)).toBe("0.05");
    expect(toDecimalString(-1299, 2)).toBe("-12.99");
    expect(toDecimalString(9_007_199_254_740_991, 3)).toBe("9007199254740.991");
    expect(toDecimalString(1200, 0)).toBe("1200");
  });
});

describe("formatMoney", () => {
  it("uses the decimals of the currency", () => {
    expect(formatMoney(usd(2999), { locale: "en-US" })).toBe("$29.99");
    expect(formatMoney({ amount: 1200, currency: "JPY" }, { locale: "en-US" })).toBe("¥1,200");
    expect(formatMoney({ amount: 1234, currency: "KWD" }, { locale: "en-US" })).toBe("KWD\u00a01.234");
  });

  it("follows the locale", () => {
    expect(formatMoney({ amount: 129_950, currency: "EUR" }, { locale: "de-DE" })).toBe("1.299,50\u00a0€");
  });

  it("can leave out the decimals of a whole amount only", () => {
    expect(formatMoney(usd(3000), { locale: "en-US", short: true })).toBe("$30");
    expect(formatMoney(usd(3050), { locale: "en-US", short: true })).toBe("$30.50");
  });

  it("survives a locale it does not know", () => {
    expect(formatMoney(usd(100), { locale: "not a locale" })).toContain("1");
  });

  it("shows one price when both ends are equal", () => {
    expect(formatMoneyRange(usd(1900), usd(1900), { locale: "en-US" })).toBe("$19.00");
    expect(formatMoneyRange(usd(1900), usd(2500), { locale: "en-US" })).toBe("$19.00 – $25.00");
  });
});

describe("parseMoney", () => {
  it.each([
    ["29.99", 2999],
    ["29.9", 2990],
    ["29", 2900],
    [".5", 50],
    ["0.07", 7],
    ["1.10", 110],
    ["19.990", 1999],
    ["1,299.50", 129_950],
    ["1.299,50", 129_950],
    ["1,299", 129_900],
    ["1,234,567", 123_456_700],
    ["12,50", 1250],
    [" $ 1 299.00 ", 129_900],
    ["29.99 USD", 2999],
    ["1'299.00", 129_900],
  ])("reads %s as %i cents", (text, amount) => {
    expect(amountOf(text)).toBe(amount);
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["abc", "not_a_number"],
    ["1.2.3,4", "not_a_number"],
    ["12,34,5", "not_a_number"],
    ["-3", "negative"],
    ["1.234", "too_precise"],
    ["99999999999999999", "too_large"],
  ])("refuses %j as %s", (text, reason) => {
    expect(amountOf(text)).toBe(reason);
  });

  it("never goes through a float", () => {
    expect(amountOf("1.005", "KWD")).toBe(1005);
    expect(amountOf("4.35")).toBe(435);
    expect(amountOf("8.41")).toBe(841);
  });

  it("knows currencies without decimals", () => {
    expect(amountOf("1,200", "JPY")).toBe(1200);
    expect(amountOf("1200.5", "JPY")).toBe("too_precise");
    expect(amountOf("1200.00", "JPY")).toBe(1200);
  });

  it("takes a lone separator by the locale's habit", () => {
    expect(amountOf("1.299", "EUR", "de-DE")).toBe(129_900);
    expect(amountOf("12,5", "EUR", "de-DE")).toBe(1250);
    expect(amountOf("12.50", "EUR", "de-DE")).toBe(1250);
  });

  it("round-trips what an input shows", () => {
    for (const [currency, locale] of [["USD", "en-US"], ["EUR", "de-DE"], ["JPY", "ja-JP"], ["KWD", "en-US"]] as const) {
      for (const amount of [0, 1, 10, 99, 100, 1299, 1_234_567]) {
        expect(amountOf(toMoneyInput({ amount, currency }, locale), currency, locale)).toBe(amount);
      }
    }
  });
});

describe("margin", () => {
  it("is a share of the price in basis points", () => {
    expect(marginBasisPoints(2000, 1500)).toBe(2500);
    expect(marginBasisPoints(2000, 2500)).toBe(-2500);
    expect(marginBasisPoints(0, 100)).toBeNull();
    expect(formatBasisPoints(2550, "en-US")).toBe("25.5%");
  });
});
