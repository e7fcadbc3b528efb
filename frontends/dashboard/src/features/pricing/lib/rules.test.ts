import { describe, expect, it } from "vitest";
import type { PricingRules } from "@tradewind/api-client";
import { checkRules, type PricingValues, requestOf, shareOf, valuesOf } from "./rules";

const context = { currency: "USD", locale: "en-US" };
const rules: PricingRules = {
  currency: "USD",
  tiers: [
    { kind: "percent", value: 20_000, below: 1_000 },
    { kind: "fixed", value: 1_550, below: null },
  ],
  include_shipping: true,
  fee_basis_points: 290,
  fee_fixed: 30,
  include_fees: false,
  fx_buffer_basis_points: 300,
  rate_max_age_days: 7,
  rates: [{ currency: "CNY", per_unit: "7.1", as_of: "2026-11-20", stale: false }],
  operator_rates_as_of: null,
  ending: "up",
  min_price: 0,
  margin_floor_basis_points: 2_000,
  compare_at: "none",
  compare_at_basis_points: 0,
  max_change_basis_points: null,
  version: 4,
};

function problems(change: Partial<PricingValues>): string[] {
  const said: string[] = [];
  checkRules({ ...valuesOf(rules, context), ...change }, (path) => said.push(path.join(".")), context);
  return said;
}

it("comes back as it was sent", () => {
  const { version, currency, operator_rates_as_of, rates, ...same } = rules;
  expect([version, currency, operator_rates_as_of, rates.length]).toEqual([4, "USD", null, 1]);
  expect(requestOf(valuesOf(rules, context), context)).toEqual({ ...same, rates: [{ currency: "CNY", per_unit: "7.1", as_of: "2026-11-20" }] });
});

describe("checkRules", () => {
  it("has nothing to say of rules that are right", () => expect(problems({})).toEqual([]));

  it("wants tiers by rising costs, each with a markup", () => {
    const tier = { kind: "percent" as const, value: "100" };
    expect(problems({ tiers: [{ ...tier, below: "20" }, { ...tier, below: "10" }, { ...tier, below: "", value: "x" }] })).toEqual(["tiers.1.below", "tiers.2.value"]);
  });

  it("refuses rates that are none, and one currency twice", () => {
    const rate = { currency: "CNY", perUnit: "0", asOf: "2026-11-20" };
    expect(problems({ rates: [rate, { ...rate, perUnit: "7" }] })).toEqual(["rates.0.perUnit", "rates.1.currency"]);
  });

  it("keeps shares below 90 percent", () => expect(problems({ floor: "95", feePercent: "" })).toEqual(["feePercent", "floor"]));
});

it("reads percentages of any size", () => {
  expect([shareOf("150"), shareOf("12,5 %"), shareOf("0.05"), shareOf("x")]).toEqual([15_000, 1_250, 5, null]);
});
