import { describe, expect, it } from "vitest";
import type { Payments, Shipping } from "@tradewind/api-client";
import { requirementText, stateOf } from "./payments";
import * as shipping from "./shipping";
import * as taxes from "./taxes";

const usd = (amount: number) => ({ amount, currency: "USD" });
const money = { currency: "USD", locale: "en-US" };
const problems = (check: (report: (path: (string | number)[], message: string) => void) => void) => {
  const found: string[] = [];
  check((path) => found.push(path.join(".")));
  return found;
};

describe("shipping zones in the form", () => {
  const stored: Shipping = {
    default_country: "US",
    version: 4,
    zones: [
      {
        id: "shz_1",
        name: "Home",
        countries: ["US"],
        rates: [{ id: "shr_1", name: "Standard", price: usd(500), free_over: usd(6_000), min_days: 0, max_days: null }],
      },
    ],
  };

  it("come out as they went in", () => {
    const form = shipping.formOf(stored, "en-US");
    expect(form.zones[0]!.rates[0]).toMatchObject({ price: "5.00", freeOver: "60.00", minDays: "0", maxDays: "" });
    expect(shipping.bodyOf(form, money, 4)).toEqual({ ...stored, version: 4 });
  });

  it("are checked all at once", () => {
    const form = shipping.formOf(stored, "en-US");
    form.zones.push({ ...shipping.blankZone(), countries: ["US"], rates: [{ ...shipping.blankRate(), minDays: "5", maxDays: "3" }] });
    form.zones.push(shipping.blankZone());
    form.defaultCountry = "DE";
    expect(problems((report) => shipping.checkShipping(form, money, report))).toEqual([
      "zones.1.name",
      "zones.1.countries",
      "zones.1.rates.0.name",
      "zones.1.rates.0.price",
      "zones.1.rates.0.maxDays",
      "zones.2.name",
      "zones.2.countries",
      "zones.2.rates.0.name",
      "zones.2.rates.0.price",
      "defaultCountry",
    ]);
  });

  it("start with a rate that passes, also without decimals", () => {
    for (const currency of ["USD", "JPY", "KWD"]) {
      const zone = shipping.domesticZone("JP", { currency, locale: "en-US" });
      const values = { zones: [zone], defaultCountry: "" };
      expect(problems((report) => shipping.checkShipping(values, { currency, locale: "en-US" }, report))).toEqual([]);
    }
  });

  it("take the API's words where they belong", () => {
    expect(shipping.fieldOf("zones.0.rates.1.free_over.amount")).toBe("zones.0.rates.1.freeOver");
    expect(shipping.fieldOf("zones.2.countries")).toBe("zones.2.countries");
    expect(shipping.fieldOf("default_country")).toBe("defaultCountry");
    expect(shipping.fieldOf("zones")).toBeNull();
  });
});

describe("tax rates in the form", () => {
  it("keep what is there when the European ones are added", () => {
    const own = { ...taxes.blankTaxRate("DE"), name: "MwSt.", percent: "7" };
    const rates = taxes.withEuRates([own, taxes.blankTaxRate("")]);
    expect(rates).toHaveLength(27);
    expect(rates[0]).toBe(own);
    expect(taxes.withEuRates(rates)).toHaveLength(27);
    expect(problems((report) => taxes.checkTaxes({ mode: "manual", included: true, rates }, report))).toEqual([]);
  });

  it("add the country's rate beside one of a state", () => {
    const island = { ...taxes.blankTaxRate("ES"), state: "TF", name: "IGIC", percent: "7" };
    expect(taxes.withEuRates([island]).filter((rate) => rate.country === "ES")).toHaveLength(2);
  });

  it("are checked and sent in basis points", () => {
    const rate = { ...taxes.blankTaxRate("FI"), name: "ALV", percent: "25,5" };
    const twice = { ...rate, percent: "" };
    expect(problems((report) => taxes.checkTaxes({ mode: "manual", included: false, rates: [rate, twice] }, report))).toEqual([
      "rates.1.country",
      "rates.1.percent",
    ]);
    expect(taxes.bodyOf({ mode: "manual", included: false, rates: [rate] }, 2).rates?.[0]?.basis_points).toBe(2_550);
    expect(taxes.fieldOf("rates.3.basis_points")).toBe("rates.3.percent");
  });
});

describe("the state of payments", () => {
  const account: Payments = {
    mode: "connect",
    can_sell: true,
    test_only: false,
    account_id: "acct_1",
    country: "US",
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    requirements_due: [],
    disabled_reason: null,
    updated_at: null,
  };
  it.each([
    ["ready", {}],
    ["single", { mode: "single", account_id: null }],
    ["none", { account_id: null, can_sell: false }],
    ["test", { account_id: null, test_only: true }],
    ["unfinished", { charges_enabled: false, details_submitted: false, disabled_reason: "requirements.past_due" }],
    ["unfinished", { charges_enabled: false, requirements_due: ["individual.verification.document"] }],
    ["review", { charges_enabled: false, disabled_reason: "requirements.pending_verification" }],
    ["restricted", { charges_enabled: false, disabled_reason: "rejected.fraud" }],
    ["payouts", { payouts_enabled: false }],
  ] as const)("is %s", (state, more) => {
    expect(stateOf({ ...account, ...more } as Payments)).toBe(state);
  });

  it("names what is due in words", () => {
    expect(requirementText("individual.verification.document")).toBe("Individual: verification document");
    expect(requirementText("external_account")).toBe("External account");
  });
});
