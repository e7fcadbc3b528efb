// @vitest-environment node
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { proxy } from "./proxy";

const PUBLIC = "/api/v1/public/stores/";

/** Stores by slug: what the API answers for each of their documents. */
function api(url: string): Response {
  const { pathname } = new URL(url);
  const [slug, ...rest] = pathname.slice(PUBLIC.length).split("/");
  if (slug === "old") return new Response(null, { status: 301, headers: { location: `${PUBLIC}new` } });
  if (slug === "paused") return Response.json({ code: "store_paused" }, { status: 503 });
  if (slug === "closed") return Response.json({ code: "store_gone" }, { status: 410 });
  if (slug === "away") throw new TypeError("fetch failed");
  if (slug !== "shop1" && slug !== "shop2") return Response.json({ code: "store_not_found" }, { status: 404 });
  if (rest[0] === "orders" && !url.endsWith("token=abc")) return Response.json({ code: "order_not_found" }, { status: 404 });
  if (rest[1] === "nope") return Response.json({ code: "product_not_found" }, { status: 404 });
  if (rest[1] === "old-mug") return new Response(null, { status: 301, headers: { location: `${PUBLIC}${slug}/products/mug` } });
  return Response.json({ items: [{}], total: 1 });
}

beforeEach(() => {
  vi.stubGlobal("fetch", vi.fn((url: string) => Promise.resolve().then(() => api(url))));
  vi.stubEnv("ROOT_DOMAIN", "platform.test");
  vi.stubEnv("TRUST_FORWARDED_HOST", "");
});

async function get(host: string, path: string, headers: Record<string, string> = {}, method = "GET") {
  const response = await proxy(new NextRequest(`http://localhost:3001${path}`, { headers: { host, ...headers }, method }));
  const rewrite = response.headers.get("x-middleware-rewrite");
  const target = rewrite ? new URL(rewrite) : null;
  return { response, status: response.status, to: target ? target.pathname + target.search : null };
}

describe("rewrites", () => {
  it.each([
    ["/", "/shop1"],
    ["/products", "/shop1/products/page/1"],
    ["/products?page=2&utm_source=mail&gclid=1", "/shop1/products/page/2"],
    ["/products?utm_medium=x&page=2", "/shop1/products/page/2"],
    ["/products/mug?variant=var_1&fbclid=9", "/shop1/products/mug"],
    ["/cart", "/shop1/cart"],
    ["/checkout/success?order_id=o&session_id=s", "/shop1/checkout/success"],
    ["/sitemap.xml", "/feeds/sitemap/shop1"],
    ["/collections", "/shop1/collections"],
    ["/collections/tea?page=2&utm_source=x", "/shop1/collections/tea/page/2"],
    ["/pages/privacy?x=1", "/shop1/pages/privacy"],
    ["/search?gclid=1&q=mug", "/shop1/search?q=mug"],
    ["/search", "/shop1/search"],
    ["/orders/ord_1?token=abc&x=1", "/shop1/orders/ord_1?token=abc"],
  ])("%s to %s", async (path, to) => {
    const answer = await get("shop1.platform.test", path);
    expect(answer).toMatchObject({ status: 200, to });
  });

  it("is for the host's store, whatever the path or the query says", async () => {
    expect((await get("shop1.platform.test", "/shop2/products/mug")).status).toBe(404);
    expect((await get("shop1.platform.test", "/shop2")).to).toBe("/shop1/state/page-missing");
    expect((await get("shop1.platform.test", "/?store=shop2")).to).toBe("/shop1");
  });

  it("keeps two stores apart on the same path", async () => {
    expect((await get("shop1.platform.test", "/cart")).to).toBe("/shop1/cart");
    expect((await get("shop2.platform.test", "/cart")).to).toBe("/shop2/cart");
  });

  it("carries the way of addressing in the segment", async () => {
    expect((await get("platform.test", "/products?store=shop1&page=2")).to).toBe("/shop1~q/products/page/2");
  });

  it("does not believe a forged forwarded host", async () => {
    const forged = { "x-forwarded-host": "shop2.platform.test" };
    expect((await get("shop1.platform.test", "/cart", forged)).to).toBe("/shop1/cart");
    vi.stubEnv("TRUST_FORWARDED_HOST", "1");
    expect((await get("shop1.platform.test", "/cart", forged)).to).toBe("/shop2/cart");
  });

  it("names what a page shows for the cache in front", async () => {
    const { response } = await get("shop1.platform.test", "/products/mug");
    expect(response.headers.get("cache-tag")).toBe("store:shop1,product:shop1:mug");
  });
});

describe("what is made for one request", () => {
  it("is kept by nobody", async () => {
    const { response } = await get("shop1.platform.test", "/search?q=mug");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
    expect(response.headers.has("referrer-policy")).toBe(false);
  });

  it("is told to nobody where the address is a key", async () => {
    const { response } = await get("shop1.platform.test", "/orders/ord_1?token=abc");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.has("cache-tag")).toBe(false);
  });
});

describe("closed doors", () => {
  it.each([
    ["nobody.platform.test", "/", 404, "/_/state/unknown"],
    ["www.platform.test", "/", 404, "/_/state/unknown"],
    ["platform.test", "/", 404, "/_/state/unknown"],
    ["shop1.evil.test", "/", 404, "/_/state/unknown"],
    ["paused.platform.test", "/products/mug", 503, "/_/state/paused"],
    ["closed.platform.test", "/", 410, "/_/state/closed"],
    ["away.platform.test", "/cart", 503, "/_/state/unavailable"],
    ["shop1.platform.test", "/products/nope", 404, "/shop1/state/product-missing"],
    ["shop1.platform.test", "/nope", 404, "/shop1/state/page-missing"],
    ["shop1.platform.test", "/orders/ord_1?token=other", 404, "/shop1/state/order-missing"],
    ["shop1.platform.test", "/orders/ord_1", 404, "/shop1/state/order-missing"],
    ["shop1.platform.test", "/pages/nope", 404, "/shop1/state/page-missing"],
    ["shop1.platform.test", "/collections/nope", 404, "/shop1/state/collection-missing"],
  ])("%s%s is %i", async (host, path, status, to) => {
    const answer = await get(host, path);
    expect(answer).toMatchObject({ status, to });
    expect(answer.response.headers.get("cache-control")).toBe("no-store");
    expect(answer.response.headers.get("x-robots-tag")).toBe("noindex");
    expect(answer.response.headers.has("retry-after")).toBe(status === 503);
  });

  it("never sets a cookie", async () => {
    for (const path of ["/", "/cart", "/nope", "/robots.txt", "/search?q=a", "/collections", "/orders/ord_1?token=abc"]) {
      expect((await get("shop1.platform.test", path)).response.headers.getSetCookie()).toEqual([]);
    }
  });

  it("answers reading only", async () => {
    const { response } = await get("shop1.platform.test", "/cart", {}, "POST");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("redirects", () => {
  const location = async (host: string, path: string) => {
    const { response } = await get(host, path);
    expect(response.status).toBe(308);
    expect(response.headers.get("cache-control")).toBe("public, max-age=60");
    return response.headers.get("location");
  };

  it("lead from an old store name to the new one, path and query kept", async () => {
    expect(await location("old.platform.test", "/products/mug?variant=v1")).toBe("https://new.platform.test/products/mug?variant=v1");
    vi.stubEnv("ROOT_DOMAIN", "localhost");
    expect(await location("old.localhost:3001", "/cart")).toBe("http://new.localhost:3001/cart");
    expect(await location("localhost:3001", "/products?store=old&page=2")).toBe("http://localhost:3001/products?store=new&page=2");
  });

  it("lead from an old product address to the new one", async () => {
    expect(await location("shop1.platform.test", "/products/old-mug?utm_source=x")).toBe("https://shop1.platform.test/products/mug?utm_source=x");
  });
});

describe("beside the pages", () => {
  it("lets only the public API through", async () => {
    expect((await get("shop1.platform.test", "/api/v1/public/stores/shop1")).response.headers.get("x-middleware-next")).toBe("1");
    for (const path of ["/api/v1/stores", "/api/v1/auth/login", "/api/v1/public/../auth/me"]) {
      expect((await get("shop1.platform.test", path)).status).toBe(404);
    }
  });

  it("answers robots.txt for the store it is asked of", async () => {
    const { response } = await get("shop1.platform.test", "/robots.txt");
    const text = await response.text();
    expect(text).toContain("Sitemap: https://shop1.platform.test/sitemap.xml");
    expect(text).toContain("Disallow: /checkout/");
  });
});
