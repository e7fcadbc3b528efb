import { beforeEach, describe, expect, it } from "vitest";
import { line, usd } from "../../../test/fixtures";
import { type Attempt, AttemptLog, attemptFor, attemptsKey, cartFingerprint, checkoutFingerprint, earlierCheckout } from "./attempts";
import { NO_CHOICES } from "./choices";
import type { Cart } from "./model";

const a = line("a", { quantity: 2 });
const b = line("b");
let keys = 0;
const attemptOf = (cart: Cart, attempts: readonly Attempt[], now: number) =>
  attemptFor(cart, checkoutFingerprint(cart, NO_CHOICES, false), attempts, newKey, now);
const newKey = () => `key-${(keys += 1)}`;

beforeEach(() => {
  keys = 0;
  localStorage.clear();
});

describe("cartFingerprint", () => {
  it("is the same for the same content in any order", () => {
    expect(cartFingerprint({ lines: [a, b] })).toBe(cartFingerprint({ lines: [b, a] }));
  });

  it("changes with every part of the content", () => {
    const base = cartFingerprint({ lines: [a] });
    const changes = [line("a"), line("c", { quantity: 2 }), { ...a, price: usd(999) }, { ...a, price: { amount: 1000, currency: "EUR" } }];
    for (const change of changes) expect(cartFingerprint({ lines: [change] })).not.toBe(base);
  });

  it("does not depend on what is only shown", () => {
    expect(cartFingerprint({ lines: [{ ...a, title: "New title", image: null }] })).toBe(cartFingerprint({ lines: [a] }));
  });
});

describe("attemptFor", () => {
  it("keeps one key for one content, until the content changes", () => {
    const first = attemptOf({ lines: [a] }, [], 0);
    expect(first).toMatchObject({ key: "key-1", lines: [{ variantId: "a", quantity: 2 }], orderId: null });
    expect(attemptOf({ lines: [a] }, [first], 0).key).toBe("key-1");
    expect(attemptOf({ lines: [a, b] }, [first], 0).key).toBe("key-2");
  });

  it("takes a new key once the payment page is closed", () => {
    const opened: Attempt = { ...attemptOf({ lines: [a] }, [], 0), orderId: "ord_1", expiresAt: 1_000 };
    expect(attemptOf({ lines: [a] }, [opened], 999).key).toBe("key-1");
    expect(attemptOf({ lines: [a] }, [opened], 1_000).key).toBe("key-2");
  });
});

describe("checkoutFingerprint", () => {
  it("changes with everything a checkout is opened with, and not with an email nobody needs", () => {
    const cart = { lines: [a] };
    const choices = { country: "DE", state: "", rateId: "rate_1", code: "TEN", email: "a@x.test" };
    const base = checkoutFingerprint(cart, choices, false);
    const changed = [{ country: "FR" }, { state: "BY" }, { rateId: "rate_2" }, { code: "" }, { email: "b@x.test" }];
    for (const change of changed) expect(checkoutFingerprint(cart, { ...choices, ...change }, false)).not.toBe(base);
    expect(checkoutFingerprint(cart, choices, true)).not.toBe(base);
    const without = { ...choices, code: "" };
    expect(checkoutFingerprint(cart, { ...without, email: "b@x.test" }, false)).toBe(checkoutFingerprint(cart, without, false));
  });
});

describe("earlierCheckout", () => {
  const open = (key: string, change: Partial<Attempt> = {}): Attempt => ({
    ...{ fingerprint: key, key, lines: [], orderId: `ord_${key}`, sessionId: `cs_${key}`, expiresAt: 1_000 },
    ...change,
  });

  it("is the last one that may still hold stock, never the present one", () => {
    const now = open("now");
    expect(earlierCheckout([now, open("before"), open("older")], now, 0)).toEqual({ orderId: "ord_before", sessionId: "cs_before" });
    expect(earlierCheckout([now, open("over", { expiresAt: 0 }), open("lost", { sessionId: null })], now, 0)).toBeNull();
    expect(earlierCheckout([], now, 0)).toBeNull();
  });
});

describe("AttemptLog", () => {
  const attempt = (key: string, orderId: string | null = null): Attempt => ({
    fingerprint: key,
    key,
    lines: [{ variantId: "a", quantity: 1 }],
    orderId,
    sessionId: orderId && `cs_${orderId}`,
    expiresAt: null,
  });

  it("finds the attempt an order came from", () => {
    const log = new AttemptLog("demo", localStorage);
    log.save(attempt("one"));
    log.save(attempt("one", "ord_1"));
    expect(log.all()).toHaveLength(1);
    expect(log.ofOrder("ord_1")?.key).toBe("one");
    expect(log.ofOrder("ord_2")).toBeUndefined();
    log.drop("one");
    expect(log.all()).toEqual([]);
  });

  it("reads what an older version of the shop has written", () => {
    localStorage.setItem(attemptsKey("demo"), JSON.stringify([{ fingerprint: "f", key: "k", lines: [], orderId: "ord_1", expiresAt: null }]));
    expect(new AttemptLog("demo", localStorage).ofOrder("ord_1")).toMatchObject({ key: "k", sessionId: null });
  });

  it("remembers the last five", () => {
    const log = new AttemptLog("demo", localStorage);
    for (let index = 1; index <= 7; index += 1) log.save(attempt(`k${index}`));
    expect(log.all().map(({ key }) => key)).toEqual(["k7", "k6", "k5", "k4", "k3"]);
  });

  it.each(["{", "{}", "null", '[{"key":1}]', '[{"key":"k","fingerprint":"f","lines":[{}],"orderId":null,"expiresAt":null}]'])(
    "reads nothing out of %s",
    (text) => {
      localStorage.setItem(attemptsKey("demo"), text);
      expect(new AttemptLog("demo", localStorage).all()).toEqual([]);
    },
  );
});
