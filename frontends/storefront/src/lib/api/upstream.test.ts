// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { movedTo } from "./answer";
import { ask, askFresh, askOnce, forget, paths } from "./upstream";

const fetchMock = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
let slug = "";
let count = 0;

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  Promise.resolve(Response.json({ code }, { status, headers }));

beforeEach(() => {
  count += 1;
  slug = `shop-${count}`;
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.stubGlobal("fetch", fetchMock);
  fetchMock.mockReset().mockImplementation(() => Promise.resolve(Response.json({ name: "Shop" })));
});

afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("answers", () => {
  it.each([
    [404, "store_not_found", { kind: "missing", what: "store" }],
    [422, "validation_failed", { kind: "missing", what: "store" }],
    [410, "store_gone", { kind: "gone", what: "store" }],
    [503, "store_paused", { kind: "paused", retryAfterSeconds: 3600 }],
    [503, "overloaded", { kind: "down", retryAfterSeconds: 10 }],
    [500, "internal_error", { kind: "down", retryAfterSeconds: 10 }],
  ])("%i %s", async (status, code, answer) => {
    fetchMock.mockImplementation(() => problem(status, code));
    expect(await ask(paths.store(slug))).toEqual(answer);
  });

  it("tells a missing product from a missing store", async () => {
    fetchMock.mockImplementation(() => problem(404, "product_not_found"));
    expect(await ask(paths.product(slug, "mug"))).toEqual({ kind: "missing", what: "item" });
    fetchMock.mockImplementation(() => problem(410, "store_gone"));
    expect(await ask(paths.product(slug, "cup"))).toEqual({ kind: "gone", what: "store" });
  });

  it("follows a rename without following the redirect", async () => {
    fetchMock.mockImplementation(() =>
      Promise.resolve(new Response(null, { status: 301, headers: { location: "/api/v1/public/stores/new/products/cup" } })),
    );
    expect(await ask(paths.product(slug, "mug"))).toEqual({ kind: "moved", store: "new", path: "/products/cup" });
    expect(fetchMock.mock.calls[0]?.[1].redirect).toBe("manual");
  });

  it("takes the store's own Retry-After", async () => {
    fetchMock.mockImplementation(() => problem(503, "store_paused", { "retry-after": "120" }));
    expect(await ask(paths.store(slug))).toEqual({ kind: "paused", retryAfterSeconds: 120 });
  });

  it("reads only locations of the public API", () => {
    expect(movedTo("https://api.test/api/v1/public/stores/new")).toEqual({ store: "new", path: null });
    expect(movedTo("/api/v1/public/stores/new/products?page=2")).toEqual({ store: "new", path: null });
    expect(movedTo("/api/v1/public/stores/new/collections/tea?page=2")).toEqual({ store: "new", path: "/collections/tea" });
    expect(movedTo("/api/v1/public/stores/new/pages/terms")).toEqual({ store: "new", path: "/pages/terms" });
    for (const other of [null, "", "https://evil.test/", "/api/v1/stores/x", "//evil.test/api/v1/public/stores/x/y"]) {
      expect(movedTo(other)).toBeNull();
    }
  });
});

describe("memory", () => {
  it("believes a good answer for a minute", async () => {
    await ask(paths.store(slug));
    pass(59_000);
    await ask(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(1);
    pass(2_000);
    await ask(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(2);
  });

  it("believes a bad answer for three seconds", async () => {
    fetchMock.mockImplementation(() => problem(404, "store_not_found"));
    await ask(paths.store(slug));
    pass(2_900);
    await ask(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(1);
    pass(200);
    fetchMock.mockImplementation(() => Promise.resolve(Response.json({})));
    expect((await ask(paths.store(slug))).kind).toBe("ok");
  });

  it("shares one fetch among simultaneous requests", async () => {
    await Promise.all([ask(paths.store(slug)), ask(paths.store(slug)), ask(paths.store(slug))]);
    expect(fetchMock).toHaveBeenCalledTimes(1);
  });

  it("renders from what the proxy has just seen, and from nothing older than seconds", async () => {
    await ask(paths.store(slug));
    await askFresh(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(1);
    pass(6_000);
    await askFresh(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(2);
  });

  it("keeps what is known while the API is away, and asks again in a while", async () => {
    await ask(paths.store(slug));
    pass(70_000);
    fetchMock.mockImplementation(() => Promise.reject(new TypeError("fetch failed")));
    expect((await ask(paths.store(slug))).kind).toBe("ok");
    await ask(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(2);
    pass(5_100);
    await ask(paths.store(slug));
    expect(fetchMock).toHaveBeenCalledTimes(3);
    pass(3_600_000);
    expect((await ask(paths.store(slug))).kind).toBe("down");
  });

  it("does not keep a store open that was paused", async () => {
    await ask(paths.store(slug));
    pass(61_000);
    fetchMock.mockImplementation(() => problem(503, "store_paused"));
    expect((await ask(paths.store(slug))).kind).toBe("paused");
  });

  it("has no answer when the API is away from the start", async () => {
    fetchMock.mockImplementation(() => Promise.reject(new TypeError("fetch failed")));
    expect(await ask(paths.store(slug))).toEqual({ kind: "down", retryAfterSeconds: 10 });
  });
});

describe("forget", () => {
  it("asks anew for everything of a store, good and bad", async () => {
    await ask(paths.store(slug));
    await ask(paths.list(slug, 1));
    fetchMock.mockImplementation(() => problem(404, "product_not_found"));
    await ask(paths.product(slug, "mug"));
    fetchMock.mockClear().mockImplementation(() => Promise.resolve(Response.json({})));
    forget([`store:${slug}`]);
    await ask(paths.store(slug));
    await ask(paths.list(slug, 1));
    expect((await ask(paths.product(slug, "mug"))).kind).toBe("ok");
    expect(fetchMock).toHaveBeenCalledTimes(3);
  });

  it("keeps nothing of what belongs to one shopper", async () => {
    const path = paths.order(slug, "ord_1", "token");
    await askOnce(path);
    await askOnce(path);
    expect(fetchMock).toHaveBeenCalledTimes(2);
    fetchMock.mockImplementation(() => problem(404, "order_not_found"));
    expect(await askOnce(path)).toEqual({ kind: "missing", what: "item" });
  });

  it("leaves other stores alone, also those that begin alike", async () => {
    await ask(paths.store(`${slug}-2`));
    forget([`store:${slug}`]);
    await ask(paths.store(`${slug}-2`));
    expect(fetchMock).toHaveBeenCalledTimes(1);
  });

  it("of a product: the product and the lists it is in", async () => {
    await Promise.all([ask(paths.product(slug, "mug")), ask(paths.product(slug, "cup")), ask(paths.list(slug, 2)), ask(paths.store(slug)), ask(paths.collection(slug, "tea", 1))]);
    fetchMock.mockClear();
    forget([`product:${slug}:mug`]);
    await Promise.all([ask(paths.product(slug, "mug")), ask(paths.product(slug, "cup")), ask(paths.list(slug, 2)), ask(paths.store(slug)), ask(paths.collection(slug, "tea", 1))]);
    expect(fetchMock.mock.calls.map(([url]) => new URL(url).pathname.split("/").at(-1)).sort()).toEqual(["mug", "products", "tea"]);
  });

  it("still has the old answer when the API is away afterwards", async () => {
    await ask(paths.store(slug));
    forget([`store:${slug}`]);
    fetchMock.mockImplementation(() => Promise.reject(new TypeError("fetch failed")));
    expect((await ask(paths.store(slug))).kind).toBe("ok");
  });
});
