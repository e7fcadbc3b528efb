import { describe, expect, it } from "vitest";
import { nextDelay, phaseOf, readSession } from "./checkout/progress";
import { listPath, pageWindow, productPath, storeHref } from "./links";

describe("storeHref", () => {
  it("leaves links alone where the host names the store", () => {
    expect(storeHref({ slug: "demo", byQuery: false }, "/products?page=2")).toBe("/products?page=2");
  });

  it("carries the store on where the query names it", () => {
    const address = { slug: "demo", byQuery: true };
    expect(storeHref(address, "/cart")).toBe("/cart?store=demo");
    expect(storeHref(address, "/products?page=2")).toBe("/products?page=2&store=demo");
    expect(storeHref(address, productPath("mug", "var_1"))).toBe("/products/mug?variant=var_1&store=demo");
  });
});

it("has one address for the first page", () => {
  expect([listPath(1), listPath(2)]).toEqual(["/products", "/products?page=2"]);
});

it.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [1, 9, [1, 2, null, 9]],
  [5, 9, [1, null, 4, 5, 6, null, 9]],
  [3, 9, [1, 2, 3, 4, null, 9]],
  [4, 9, [1, 2, 3, 4, 5, null, 9]],
  [9, 9, [1, null, 8, 9]],
])("page %i of %i links %o", (page, count, window) => expect(pageWindow(page, count)).toEqual(window));

describe("the way back from the payment page", () => {
  it("is read from the address", () => {
    expect(readSession("?order_id=ord_1&session_id=cs_test_1")).toEqual({ orderId: "ord_1", sessionId: "cs_test_1" });
    for (const search of ["", "?order_id=ord_1", "?session_id=cs", "?order_id=../x&session_id=cs", "?order_id=a&session_id=%3Cb%3E"]) {
      expect(readSession(search)).toBeNull();
    }
  });

  it("maps every state of an order", () => {
    const state = (status: "open" | "awaiting" | "paid" | "expired" | "refused") =>
      phaseOf({
        order_id: "o",
        status,
        order_number: null,
        order_token: null,
        email: null,
        lines: [],
        subtotal: { amount: 0, currency: "USD" },
        discount: { amount: 0, currency: "USD" },
        shipping: null,
        tax: null,
        total: { amount: 0, currency: "USD" },
      }).kind;
    expect([state("open"), state("awaiting"), state("paid"), state("expired"), state("refused")]).toEqual([
      "confirming",
      "awaiting",
      "paid",
      "expired",
      "refused",
    ]);
  });

  it("asks ever less often, and not for ever", () => {
    const delays: number[] = [];
    for (let tries = 1, delay = nextDelay(1); delay !== null; delay = nextDelay((tries += 1))) delays.push(delay);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    const total = delays.reduce((sum, delay) => sum + delay, 0);
    expect(total).toBeGreaterThan(60_000);
    expect(total).toBeLessThan(180_000);
  });
});
