import { describe, expect, it } from "vitest";
import type { Discount } from "@tradewind/api-client";
import { checkDiscount, createBody, describeDiscount, emptyDiscount, fieldOf, formOf, randomCode, stateOf, updateBody } from "./discount";

const now = new Date("2026-06-01T12:00:00Z");
const berlin = { currency: "EUR", locale: "de-DE", timezone: "Europe/Berlin" };

function discount(more: Partial<Discount> = {}): Discount {
  return {
    code: "SPRING",
    kind: "percent",
    status: "active",
    basis_points: 1_250,
    amount: null,
    minimum: null,
    starts_at: null,
    ends_at: null,
    usage_limit: null,
    per_customer_limit: null,
    uses: 0,
    version: 3,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    ...more,
  };
}

describe("the state of a code", () => {
  it.each([
    ["active", {}],
    ["active", { starts_at: "2026-06-01T12:00:00Z", ends_at: "2026-06-01T12:00:01Z", usage_limit: 2, uses: 1 }],
    ["scheduled", { starts_at: "2026-06-01T12:00:01Z" }],
    ["ended", { ends_at: "2026-06-01T12:00:00Z" }],
    ["used_up", { usage_limit: 2, uses: 2 }],
    ["disabled", { status: "disabled", ends_at: "2020-01-01T00:00:00Z" }],
    ["ended", { ends_at: "2020-01-01T00:00:00Z", usage_limit: 1, uses: 1 }],
  ] as const)("is %s", (state, more) => {
    expect(stateOf(discount(more), now)).toBe(state);
  });
});

it("says what a code takes off", () => {
  expect(describeDiscount(discount({ minimum: { amount: 4_000, currency: "USD" } }), "en-US")).toBe("12.5% off over $40.00");
  expect(describeDiscount(discount({ kind: "amount", amount: { amount: 500, currency: "USD" } }), "en-US")).toBe("$5.00 off");
  expect(describeDiscount(discount({ kind: "free_shipping" }), "en-US")).toBe("Free shipping");
});

describe("the form", () => {
  const check = (more: object) => {
    const found: Record<string, string> = {};
    checkDiscount({ ...emptyDiscount(), code: "SPRING", ...more }, berlin, (path, message) => (found[path.join(".")] = message));
    return Object.keys(found);
  };

  it("shows what is stored and sends the same again", () => {
    const stored = discount({
      minimum: { amount: 4_000, currency: "EUR" },
      starts_at: "2026-07-01T07:30:00Z",
      ends_at: "2026-12-01T08:30:00Z",
      usage_limit: 9,
    });
    const form = formOf(stored, berlin);
    expect(form).toMatchObject({ percent: "12.5", minimum: "40,00", startsAt: "2026-07-01T09:30", endsAt: "2026-12-01T09:30" });
    expect(updateBody(form, berlin, 3)).toEqual({
      version: 3,
      kind: "percent",
      status: "active",
      basis_points: 1_250,
      amount: null,
      minimum: { amount: 4_000, currency: "EUR" },
      starts_at: "2026-07-01T07:30:00.000Z",
      ends_at: "2026-12-01T08:30:00.000Z",
      usage_limit: 9,
      per_customer_limit: null,
    });
  });

  it("sends only what belongs to the kind", () => {
    const body = createBody({ ...emptyDiscount(), code: " save5 ", kind: "amount", amount: "5", percent: "10" }, berlin);
    expect(body).toMatchObject({ code: "save5", kind: "amount", amount: { amount: 500, currency: "EUR" }, basis_points: null });
  });

  it("finds what is wrong", () => {
    expect(check({})).toEqual([]);
    expect(check({ code: "-x" })).toEqual(["code"]);
    expect(check({ percent: "0" })).toEqual(["percent"]);
    expect(check({ kind: "free_shipping", percent: "0" })).toEqual([]);
    expect(check({ kind: "amount" })).toEqual(["amount"]);
    expect(check({ minimum: "x", usageLimit: "0", perCustomerLimit: "2" })).toEqual(["minimum", "usageLimit"]);
    expect(check({ startsAt: "2026-07-01T10:00", endsAt: "2026-07-01T10:00" })).toEqual(["endsAt"]);
  });

  it("puts the API's words where they belong", () => {
    expect([fieldOf("basis_points"), fieldOf("minimum.amount"), fieldOf("odd")]).toEqual(["percent", "minimum", null]);
  });

  it("makes up codes that the API takes", () => {
    expect(check({ code: randomCode() })).toEqual([]);
  });
});
