import { describe, expect, it } from "vitest";
import type { Answer } from "./api/answer";
import { decide, pageNumber, STATE_STATUS, wantedPage } from "./gate";

const tenant = { slug: "demo", byQuery: false };
const ok: Answer = { kind: "ok", body: { items: [{}], total: 1 } };

function reader(answers: Record<string, Answer>) {
  const asked: string[] = [];
  const read = <T>(path: string) => {
    const short = path.replace("/api/v1/public/stores/demo", "") || "/";
    asked.push(short);
    return Promise.resolve((answers[short] ?? ok) as Answer<T>);
  };
  return { read, asked };
}

const go = (pathname: string, answers: Record<string, Answer> = {}, query = "") => {
  const { read, asked } = reader(answers);
  return decide(tenant, pathname, new URLSearchParams(query), { ask: read, askOnce: read }).then((decision) => ({ decision, asked }));
};

describe("wantedPage", () => {
  it("lets the few addresses of a store through and no other", () => {
    const paths = ["/", "/products", "/products/", "/products/mug", "/cart", "/checkout/success", "/collections", "/collections/tea", "/pages/terms", "/search"];
    expect(paths.map((path) => wantedPage(path, new URLSearchParams())?.path)).toEqual([
      "",
      "/products/page/1",
      "/products/page/1",
      "/products/mug",
      "/cart",
      "/checkout/success",
      "/collections",
      "/collections/tea/page/1",
      "/pages/terms",
      "/search",
    ]);
    const others = ["/nope", "/products/Mug", "/products/a/b", "/products/page/2", "/state/paused", "/_/cart", "/shop2", "/checkout"]
      .concat(["/pages/nope", "/pages", "/collections/Tea", "/collections/a/b", "/orders/ord_1", "/orders", "/search/x"]);
    expect(others.filter((path) => wantedPage(path, new URLSearchParams()))).toEqual([]);
  });

  it("takes the page number from the query and nothing else", () => {
    const query = new URLSearchParams("utm_source=x&page=3&sort=price");
    expect(wantedPage("/products", query)).toEqual({ path: "/products/page/3", list: 3 });
  });

  it.each([[null, 1], ["2", 2], ["0", 1], ["-1", 1], ["1e3", 1], ["2.5", 1], ["abc", 1], ["10001", 1], ["10000", 10_000]])(
    "page %s is %i",
    (text, page) => expect(pageNumber(text)).toBe(page),
  );
});

describe("decide", () => {
  it("renders pages with the tags they are purged by", async () => {
    expect((await go("/")).decision).toEqual({ kind: "page", path: "", tags: ["store:demo"] });
    expect((await go("/products/mug")).decision).toEqual({
      kind: "page",
      path: "/products/mug",
      tags: ["store:demo", "product:demo:mug"],
    });
  });

  it("asks for nothing a page does not show", async () => {
    expect((await go("/cart")).asked).toEqual(["/"]);
    expect((await go("/products", {}, "page=2")).asked).toEqual(["/", "/products?page=2&per_page=24"]);
  });

  it.each<[Answer, string, number]>([
    [{ kind: "missing", what: "store" }, "unknown", 404],
    [{ kind: "gone", what: "store" }, "closed", 410],
    [{ kind: "paused", retryAfterSeconds: 60 }, "paused", 503],
    [{ kind: "down", retryAfterSeconds: 10 }, "unavailable", 503],
  ])("a store that answers %o is %s on every page", async (answer, state, status) => {
    for (const path of ["/", "/products/mug", "/cart", "/no-such-page"]) {
      const { decision } = await go(path, { "/": answer });
      expect(decision).toMatchObject({ kind: "state", state, inStore: false });
      expect(STATE_STATUS[state as keyof typeof STATE_STATUS]).toBe(status);
    }
  });

  it("sends a renamed store's shoppers on, to the same page", async () => {
    const { decision } = await go("/products/mug", { "/": { kind: "moved", store: "new", path: null } });
    expect(decision).toEqual({ kind: "moved", store: "new", path: "/products/mug" });
  });

  it("sends a renamed product's shoppers on", async () => {
    const { decision } = await go("/products/mug", { "/products/mug": { kind: "moved", store: "demo", path: "/products/cup" } });
    expect(decision).toEqual({ kind: "moved", store: "demo", path: "/products/cup" });
  });

  it("keeps products that are not there within the store", async () => {
    const missing = await go("/products/mug", { "/products/mug": { kind: "missing", what: "item" } });
    expect(missing.decision).toEqual({ kind: "state", state: "product-missing", inStore: true });
    const gone = await go("/products/mug", { "/products/mug": { kind: "gone", what: "item" } });
    expect(gone.decision).toEqual({ kind: "state", state: "product-gone", inStore: true });
  });

  it("does not ask the API for a product that cannot exist", async () => {
    const { decision, asked } = await go("/products/..%2Fx");
    expect(decision).toEqual({ kind: "state", state: "product-missing", inStore: true });
    expect(asked).toEqual(["/"]);
  });

  it("knows a page after the last one, and an empty shop", async () => {
    const empty: Answer = { kind: "ok", body: { items: [], total: 0 } };
    const after = await go("/products", { "/products?page=9&per_page=24": empty }, "page=9");
    expect(after.decision).toEqual({ kind: "state", state: "page-missing", inStore: true });
    const first = await go("/products", { "/products?page=1&per_page=24": empty });
    expect(first.decision).toMatchObject({ kind: "page" });
  });

  it("shows a product also when its neighbours cannot be had", async () => {
    const { decision } = await go("/products/mug", { "/products?page=1&per_page=24": { kind: "down", retryAfterSeconds: 10 } });
    expect(decision).toMatchObject({ kind: "page" });
  });

  it("shows no half page: no list, no home", async () => {
    const { decision } = await go("/", { "/products?page=1&per_page=24": { kind: "down", retryAfterSeconds: 10 } });
    expect(decision).toMatchObject({ kind: "state", state: "unavailable" });
  });

  it("keeps collections that are not there, or are over, within the store", async () => {
    const asked = "/collections/tea?page=1&limit=24";
    const missing = await go("/collections/tea", { [asked]: { kind: "missing", what: "item" } });
    expect(missing.decision).toEqual({ kind: "state", state: "collection-missing", inStore: true });
    const gone = await go("/collections/tea", { [asked]: { kind: "gone", what: "item" } });
    expect(gone.decision).toEqual({ kind: "state", state: "collection-gone", inStore: true });
    expect([STATE_STATUS["collection-missing"], STATE_STATUS["collection-gone"]]).toEqual([404, 410]);
  });

  it("sends a renamed collection's shoppers on, and knows its pages", async () => {
    const moved: Answer = { kind: "moved", store: "demo", path: "/collections/teas" };
    const { decision } = await go("/collections/tea", { "/collections/tea?page=2&limit=24": moved }, "page=2");
    expect(decision).toEqual({ kind: "moved", store: "demo", path: "/collections/teas" });
    const empty: Answer = { kind: "ok", body: { items: [], total: 1 } };
    const after = await go("/collections/tea", { "/collections/tea?page=2&limit=24": empty }, "page=2");
    expect(after.decision).toEqual({ kind: "state", state: "page-missing", inStore: true });
    const first = await go("/collections/tea", { "/collections/tea?page=1&limit=24": empty });
    expect(first.decision).toEqual({ kind: "page", path: "/collections/tea/page/1", tags: ["store:demo"] });
  });

  it("shows only pages that are published", async () => {
    expect((await go("/pages/terms")).decision).toEqual({ kind: "page", path: "/pages/terms", tags: ["store:demo"] });
    const { decision } = await go("/pages/terms", { "/pages/terms": { kind: "missing", what: "item" } });
    expect(decision).toEqual({ kind: "state", state: "page-missing", inStore: true });
  });

  it("passes a search on with its own parameters in one order, and renders it for the one request", async () => {
    const { decision, asked } = await go("/search", {}, "utm_source=x&sort=title&option=Size:M&q=%20blue%20%20mug&page=0&nope=1");
    expect(decision).toEqual({ kind: "live", path: "/search", query: "q=blue+mug&option=Size%3AM&sort=title", secret: false });
    expect(asked).toEqual(["/"]);
  });

  it("opens an order for the token that was made for it, and remembers neither", async () => {
    const { decision } = await go("/orders/ord_1", {}, "token=a-b_c");
    expect(decision).toEqual({ kind: "live", path: "/orders/ord_1", query: "token=a-b_c", secret: true });
    const refused: Answer = { kind: "missing", what: "item" };
    const foreign = await go("/orders/ord_1", { "/orders/ord_1?token=other": refused }, "token=other");
    expect(foreign.decision).toEqual({ kind: "state", state: "order-missing", inStore: true });
    expect((await go("/orders/ord_1")).decision).toEqual({ kind: "state", state: "order-missing", inStore: true });
  });
});
