import { beforeEach, describe, expect, it, vi } from "vitest";
import { line, usd } from "../../../test/fixtures";
import { type Cart, cartCount, cartSubtotal, EMPTY_CART, MAX_LINES, MAX_QUANTITY } from "./model";
import { cartReducer } from "./reducer";
import { cartKey, parseCart, serializeCart } from "./storage";
import { CartStore } from "./store";

const cart = (...lines: Cart["lines"]): Cart => ({ lines });
const ids = ({ lines }: Cart) => lines.map(({ variantId, quantity }) => `${variantId}x${quantity}`);

describe("cartReducer", () => {
  it("adds a line, and more of the same at the price shown last", () => {
    const one = cartReducer(EMPTY_CART, { type: "add", line: line("a", { quantity: 2 }) });
    const two = cartReducer(one, { type: "add", line: line("a", { price: usd(900) }) });
    expect(ids(two)).toEqual(["ax3"]);
    expect(two.lines[0]?.price).toEqual(usd(900));
  });

  it("keeps quantities whole and within bounds", () => {
    const start = cart(line("a"));
    const set = (quantity: number) => cartReducer(start, { type: "quantity", variantId: "a", quantity }).lines[0]?.quantity;
    expect([0, -1, 1.9, 1e9, Number.NaN].map(set)).toEqual([1, 1, 1, MAX_QUANTITY, 1]);
    const full = cart(line("a", { quantity: MAX_QUANTITY }));
    expect(ids(cartReducer(full, { type: "add", line: line("a") }))).toEqual([`ax${MAX_QUANTITY}`]);
  });

  it("stops at the largest number of lines", () => {
    const full = cart(...Array.from({ length: MAX_LINES }, (_, index) => line(`v${index}`)));
    expect(cartReducer(full, { type: "add", line: line("new") })).toBe(full);
  });

  it("puts a removed line back where it was", () => {
    const start = cart(line("a"), line("b"), line("c"));
    const without = cartReducer(start, { type: "remove", variantId: "b" });
    expect(ids(without)).toEqual(["ax1", "cx1"]);
    expect(ids(cartReducer(without, { type: "restore", line: line("b"), index: 1 }))).toEqual(["ax1", "bx1", "cx1"]);
    const again = cart(line("b"), line("c"));
    expect(ids(cartReducer(again, { type: "restore", line: line("b"), index: 1 }))).toEqual(["bx2", "cx1"]);
  });

  it("takes out what was bought and keeps what was added since", () => {
    const start = cart(line("a", { quantity: 3 }), line("b"), line("c"));
    const bought = [
      { variantId: "a", quantity: 2 },
      { variantId: "b", quantity: 1 },
      { variantId: "gone", quantity: 1 },
    ];
    expect(ids(cartReducer(start, { type: "bought", lines: bought }))).toEqual(["ax1", "cx1"]);
  });

  it("never adds two currencies up", () => {
    const euro = line("b", { price: { amount: 500, currency: "EUR" } });
    expect(ids(cartReducer(cart(line("a")), { type: "add", line: euro }))).toEqual(["bx1"]);
  });

  it("returns the same cart when nothing changes", () => {
    const start = cart(line("a"));
    for (const type of ["remove", "quantity"] as const) {
      expect(cartReducer(start, { type, variantId: "x", quantity: 1 } as never)).toBe(start);
    }
    expect(cartReducer(EMPTY_CART, { type: "take-over", lines: [], replace: false })).toBe(EMPTY_CART);
  });

  it("counts pieces and sums minor units", () => {
    const filled = cart(line("a", { quantity: 3, price: usd(1999) }), line("b", { price: usd(1) }));
    expect([cartCount(filled), cartSubtotal(filled)]).toEqual([4, usd(5998)]);
    expect(cartSubtotal(EMPTY_CART)).toBeNull();
  });
});

describe("stored carts", () => {
  const stored = (lines: unknown[], version: unknown = 1) => JSON.stringify({ version, lines });

  it("come back as they were", () => {
    const filled = cart(line("a", { image: { url: "https://x.test/a.webp", alt: "A" } }), line("b", { quantity: 4 }));
    expect(parseCart(serializeCart(filled))).toEqual(filled);
  });

  it.each([null, "", "{", "null", "[]", "1", stored([], 1), stored([line("a")], 2), stored([line("a")], null), '{"version":1,"lines":{}}'])(
    "that make no sense are empty: %s",
    (text) => expect(parseCart(text)).toBe(EMPTY_CART),
  );

  it("lose the lines that do not hold up, and only those", () => {
    const bad = [
      null,
      "x",
      { ...line("b"), quantity: 0 },
      { ...line("b"), quantity: 1.5 },
      { ...line("b"), quantity: "2" },
      { ...line("b"), quantity: MAX_QUANTITY + 1 },
      { ...line("b"), price: { amount: -1, currency: "USD" } },
      { ...line("b"), price: { amount: 1.5, currency: "USD" } },
      { ...line("b"), price: { amount: 1, currency: "dollars" } },
      { ...line("b"), price: undefined },
      { ...line("b"), variantId: "" },
      { ...line("b"), productSlug: 7 },
      { ...line("b"), title: "x".repeat(501) },
      { ...line("b"), price: { amount: 1, currency: "EUR" } },
      line("a", { quantity: 9 }),
    ];
    expect(ids(parseCart(stored([line("a"), ...bad, line("c")])))).toEqual(["ax1", "cx1"]);
  });

  it("lose a picture that is no address", () => {
    const filled = stored([{ ...line("a"), image: { url: "javascript:alert(1)", alt: "" } }]);
    expect(parseCart(filled).lines[0]?.image).toBeNull();
  });
});

describe("CartStore", () => {
  beforeEach(() => localStorage.clear());

  it("survives a reload and keeps stores apart", () => {
    new CartStore("demo").dispatch({ type: "add", line: line("a") });
    expect(ids(new CartStore("demo").getSnapshot())).toEqual(["ax1"]);
    expect(new CartStore("other").getSnapshot()).toBe(EMPTY_CART);
  });

  it("merges what two tabs add", () => {
    const [one, two] = [new CartStore("demo"), new CartStore("demo")];
    one.getSnapshot();
    two.getSnapshot();
    one.dispatch({ type: "add", line: line("a") });
    two.dispatch({ type: "add", line: line("b") });
    expect(ids(parseCart(localStorage.getItem(cartKey("demo"))))).toEqual(["ax1", "bx1"]);
  });

  it("tells its page when another tab changes the cart", () => {
    const store = new CartStore("demo");
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.getSnapshot();
    localStorage.setItem(cartKey("demo"), serializeCart(cart(line("z"))));
    window.dispatchEvent(new StorageEvent("storage", { key: cartKey("demo") }));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(ids(store.getSnapshot())).toEqual(["zx1"]);
    window.dispatchEvent(new StorageEvent("storage", { key: "something-else" }));
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    localStorage.clear();
    window.dispatchEvent(new StorageEvent("storage", { key: null }));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("gives the same snapshot until something changes", () => {
    const store = new CartStore("demo");
    store.dispatch({ type: "add", line: line("a") });
    expect(store.getSnapshot()).toBe(store.getSnapshot());
  });

  it("works for the page's life where storage is forbidden", () => {
    const forbidden = {
      getItem: () => {
        throw new DOMException("denied");
      },
      setItem: () => {
        throw new DOMException("denied");
      },
    } as unknown as Storage;
    const store = new CartStore("demo", forbidden);
    store.dispatch({ type: "add", line: line("a") });
    store.dispatch({ type: "add", line: line("b") });
    expect(ids(store.getSnapshot())).toEqual(["ax1", "bx1"]);
  });
});
