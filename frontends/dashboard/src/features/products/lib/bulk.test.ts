import { describe, expect, it } from "vitest";
import type { Product } from "@tradewind/api-client";
import { movedAmount, type PriceChange, previewPrices } from "./bulk-price";
import { EMPTY_PRICE_FORM, readPriceForm } from "./price-form";
import { BUILT_IN_VIEWS, isNarrowed, NO_FILTERS, readFilters, sameFilters } from "./filters";
import { findView, parseViews, withView } from "./saved-views";
import { allToggled, NOTHING, pageState, toggled } from "./selection";

const usd = (amount: number) => ({ amount, currency: "USD" });
const change = (more: Partial<PriceChange>): PriceChange => ({ type: "price", mode: "percent", value: -1_000, rounding: "none", target: "price", ...more });
const product = (title: string, price: number, more: Partial<Product> = {}) =>
  ({ title, price: usd(price), compare_at_price: null, cost: null, variants: [], ...more }) as unknown as Product;

describe("a changed price", () => {
  it("moves by percent, half up, by an amount, or to one", () => {
    expect(movedAmount(usd(2_450), change({}))).toBe(2_205);
    expect(movedAmount(usd(1_005), change({ value: -5_000 }))).toBe(503);
    expect(movedAmount(usd(2_000), change({ mode: "amount", value: -500 }))).toBe(1_500);
    expect(movedAmount(usd(2_000), change({ mode: "set", value: 999 }))).toBe(999);
  });

  it("goes up to .99 where there are cents, and to the currency's step", () => {
    expect(movedAmount(usd(2_450), change({ rounding: "ninety_nine" }))).toBe(2_299);
    expect(movedAmount(usd(2_221), change({ rounding: "ninety_nine" }))).toBe(1_999);
    expect(movedAmount({ amount: 1_000, currency: "JPY" }, change({ rounding: "ninety_nine" }))).toBe(900);
    expect(movedAmount({ amount: 19_910, currency: "KWD" }, change({ value: 333 }))).toBe(20_570);
  });

  it("is spoken of before it happens", () => {
    const products = [product("Mug", 2_000), product("Bowl", 3_000), product("Sticker", 100)];
    expect(previewPrices(products, change({ mode: "amount", value: -500 }))).toEqual({
      sample: { title: "Mug", before: usd(2_000), after: usd(1_500) },
      changes: 2,
      without: 0,
      refused: 1,
    });
    expect(previewPrices(products, change({ target: "cost" }))).toMatchObject({ changes: 0, without: 3 });
  });

  it("is read from what was typed", () => {
    const money = { currency: "USD", locale: "en-US" };
    const read = (more: object) => readPriceForm({ ...EMPTY_PRICE_FORM, ...more }, money);
    expect(read({})).toEqual({ change: null });
    expect(read({ percent: "12,5", round: true }).change).toMatchObject({ value: -1_250, rounding: "ninety_nine" });
    expect(read({ percent: "100" }).error).toBeTruthy();
    expect(read({ direction: "set", amount: "19.90" }).change).toMatchObject({ mode: "set", value: 1_990 });
    expect(read({ unit: "amount", direction: "increase", amount: "1.999" }).error).toBe("Use at most 2 decimals.");
  });
});

describe("selecting rows", () => {
  const order = ["a", "b", "c", "d"];
  it("draws a range from the last row touched", () => {
    const first = toggled(NOTHING, "b", order);
    expect([...toggled(first, "d", order, true).ids]).toEqual(["b", "c", "d"]);
    expect([...toggled(toggled(first, "d", order, true), "c", order, true).ids]).toEqual(["b"]);
  });
  it("takes the page and lets go of it", () => {
    const all = allToggled(NOTHING, order);
    expect(pageState(all, order)).toBe(true);
    expect(pageState(toggled(all, "a", order), order)).toBe("indeterminate");
    expect(pageState(allToggled(all, order), order)).toBe(false);
  });
});

describe("views", () => {
  it("keep only filters the list knows", () => {
    expect(readFilters({ status: "sold", stock: "out", tag: 7, sort: "title" })).toEqual({ ...NO_FILTERS, stock: "out", sort: "title" });
    expect(isNarrowed({ ...NO_FILTERS, sort: "title" })).toBe(false);
    expect(sameFilters(BUILT_IN_VIEWS.out, { ...NO_FILTERS, stock: "out" })).toBe(true);
  });
  it("survive what else the browser may hold, and are replaced by name", () => {
    expect(parseViews("{nonsense")).toEqual([]);
    expect(parseViews('[{"name":"A","filters":{"tag":"x"}},{"name":7},null]')).toEqual([{ name: "A", filters: { ...NO_FILTERS, tag: "x" } }]);
    const views = withView(withView([], "Sale", NO_FILTERS), " sale ", BUILT_IN_VIEWS.out);
    expect(views).toHaveLength(1);
    expect(findView(views, "SALE")?.filters.stock).toBe("out");
  });
});
