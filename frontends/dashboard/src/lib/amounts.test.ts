import { describe, expect, it } from "vitest";
import { basisPointsToPercent, checkAmount, percentToBasisPoints, readCount } from "./amounts";

const usd = { currency: "USD", locale: "en-US" };

describe("checkAmount", () => {
  it("reads amounts, and nothing where nothing may be", () => {
    expect(checkAmount("12.5", usd)).toEqual({ money: { amount: 1_250, currency: "USD" } });
    expect(checkAmount(" ", usd)).toEqual({ money: null });
    expect(checkAmount(" ", usd, { required: true }).error).toBeTruthy();
    expect(checkAmount("0", usd, { aboveZero: true }).error).toMatch(/above zero/);
  });

  it("keeps to the steps a currency is charged in", () => {
    expect(checkAmount("1.234", { currency: "KWD", locale: "en-US" }).error).toMatch(/0\.010/);
    expect(checkAmount("1.230", { currency: "KWD", locale: "en-US" }).money).toEqual({ amount: 1_230, currency: "KWD" });
    expect(checkAmount("10.50", { currency: "ISK", locale: "en-US" }).error).toMatch(/1\.00/);
    expect(checkAmount("1.5", { currency: "JPY", locale: "en-US" }).error).toMatch(/no decimals/);
  });
});

describe("percentages", () => {
  it.each([["19", 1900], ["25,5 %", 2550], ["0.05", 5], ["100", 10_000], ["0", 0]])("%s", (text, points) => {
    expect(percentToBasisPoints(text)).toBe(points);
  });

  it.each(["", "-1", "100.01", "1.234", "a"])("%j is none", (text) => {
    expect(percentToBasisPoints(text)).toBeNull();
  });

  it("are shown as they were typed", () => {
    expect([1900, 2550, 5].map(basisPointsToPercent)).toEqual(["19", "25.5", "0.05"]);
  });
});

it("reads whole numbers within bounds", () => {
  expect([readCount("", 1, 9), readCount(" 7 ", 1, 9), readCount("10", 1, 9), readCount("1.5", 1, 9)]).toEqual([null, 7, undefined, undefined]);
});
