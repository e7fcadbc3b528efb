import { describe, expect, it } from "vitest";
import { usd } from "../../../test/fixtures";
import { messages } from "../messages";
import { failureMessage } from "./failures";
import { type LineProblem, readLineProblems, remedyFor } from "./problems";

const problem = (change: Partial<LineProblem>): LineProblem => ({
  code: "sold_out",
  variantId: "a",
  message: "",
  available: null,
  price: null,
  ...change,
});
const line = { quantity: 5, price: usd(1000) };

describe("remedyFor", () => {
  it.each<[Partial<LineProblem>, object]>([
    [{ code: "sold_out", available: 0 }, { kind: "remove" }],
    [{ code: "unavailable" }, { kind: "remove" }],
    [{ code: "not_enough_stock", available: 2 }, { kind: "set", quantity: 2 }],
    [{ code: "not_enough_stock", available: 0 }, { kind: "remove" }],
    [{ code: "not_enough_stock", available: null }, { kind: "remove" }],
    [{ code: "not_enough_stock", available: 9 }, { kind: "set", quantity: 5 }],
    [{ code: "price_changed", price: usd(1200) }, { kind: "accept", price: usd(1200) }],
    [{ code: "price_changed", price: null }, { kind: "look-up" }],
    [{ code: "price_changed", price: usd(1000) }, { kind: "look-up" }],
  ])("%o", (change, remedy) => expect(remedyFor(problem(change), line)).toEqual(remedy));
});

describe("readLineProblems", () => {
  it("reads the API's list", () => {
    const body = {
      problems: [
        { code: "not_enough_stock", product_id: "p", variant_id: "a", message: "Only 2 left.", available: 2 },
        { code: "price_changed", product_id: "p", variant_id: "b", message: "Now 12.", available: null },
      ],
    };
    expect(readLineProblems(body)).toEqual([
      problem({ code: "not_enough_stock", message: "Only 2 left.", available: 2 }),
      problem({ code: "price_changed", variantId: "b", message: "Now 12." }),
    ]);
  });

  it("leaves out what it does not know", () => {
    expect(readLineProblems({})).toEqual([]);
    expect(readLineProblems({ problems: "x" })).toEqual([]);
    expect(readLineProblems({ problems: [null, { code: "new_code", variant_id: "a" }, { code: "sold_out" }] })).toEqual([]);
    const odd = [{ code: "not_enough_stock", variant_id: "a", available: 1.5 }];
    expect(readLineProblems({ problems: odd })[0]?.available).toBeNull();
  });
});

describe("failureMessage", () => {
  const { failure } = messages;

  it.each([
    ["payment_unavailable", 502, failure.payment],
    ["payment_refused", 502, failure.refused],
    ["store_paused", 503, failure.paused],
    ["below_minimum", 422, failure.minimum],
    ["store_gone", 410, failure.gone],
    ["network", 0, failure.network],
    ["api_unreachable", 502, failure.network],
    ["rate_limited", 429, failure.tooMany],
  ])("%s", (code, status, text) => expect(failureMessage({ code, status, requestId: null })).toBe(text));

  it("names the request of anything else", () => {
    expect(failureMessage({ code: "internal_error", status: 500, requestId: "req_9" })).toContain("req_9");
    expect(failureMessage({ code: "bad_response", status: 500, requestId: null })).not.toContain("Reference");
  });
});
