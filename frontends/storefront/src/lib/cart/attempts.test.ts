import { beforeEach, describe, expect, it } from "vitest";
import { line, usd } from "../../../test/fixtures";
import { type Attempt, AttemptLog, attemptFor, attemptsKey, cartFingerprint } from "./attempts";

const a = line("a", { quantity: 2 });
const b = line("b");
let keys = 0;
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
    const first = attemptFor({ lines: [a] }, [], newKey, 0);
    expect(first).toMatchObject({ key: "key-1", lines: [{ variantId: "a", quantity: 2 }], orderId: null });
    expect(attemptFor({ lines: [a] }, [first], newKey, 0).key).toBe("key-1");
    expect(attemptFor({ lines: [a, b] }, [first], newKey, 0).key).toBe("key-2");
  });

  it("takes a new key once the payment page is closed", () => {
    const opened: Attempt = { ...attemptFor({ lines: [a] }, [], newKey, 0), orderId: "ord_1", expiresAt: 1_000 };
    expect(attemptFor({ lines: [a] }, [opened], newKey, 999).key).toBe("key-1");
    expect(attemptFor({ lines: [a] }, [opened], newKey, 1_000).key).toBe("key-2");
  });
});

describe("AttemptLog", () => {
  const attempt = (key: string, orderId: string | null = null): Attempt => ({
    fingerprint: key,
    key,
    lines: [{ variantId: "a", quantity: 1 }],
    orderId,
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
