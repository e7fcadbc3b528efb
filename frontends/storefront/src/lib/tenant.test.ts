import { describe, expect, it } from "vitest";
import { effectiveHost, hostName, isSlug, isStoreSlug, parseTenantSegment, tenantOf, tenantSegment } from "./tenant";

const none = new URLSearchParams();
const of = (host: string, query = none, root = "platform.test") => tenantOf(host, query, root);

describe("tenantOf", () => {
  it.each([
    ["demo.platform.test", "demo"],
    ["DEMO.Platform.Test", "demo"],
    ["demo.platform.test:3001", "demo"],
    ["demo.platform.test.", "demo"],
    ["demo.platform.test.:443", "demo"],
    ["my-shop-2.platform.test", "my-shop-2"],
    ["a.platform.test", "a"],
  ])("%s is %s", (host, slug) => {
    expect(of(host)).toEqual({ slug, byQuery: false });
  });

  it.each([
    ["nested", "a.b.platform.test"],
    ["reserved", "www.platform.test"],
    ["reserved in capitals", "API.platform.test"],
    ["internationalised", "xn--mnchen-3ya.platform.test"],
    ["other double hyphens at that place", "ab--c.platform.test"],
    ["underscore", "my_shop.platform.test"],
    ["leading hyphen", "-shop.platform.test"],
    ["trailing hyphen", "shop-.platform.test"],
    ["too long", `${"a".repeat(64)}.platform.test`],
    ["empty label", ".platform.test"],
    ["root itself", "platform.test"],
    ["another domain", "demo.example.com"],
    ["a domain that only ends alike", "demo.evilplatform.test"],
    ["the root as a part of another", "demo.platform.test.evil.com"],
    ["the neutral segment", "_.platform.test"],
    ["nothing", ""],
  ])("refuses %s", (_name, host) => {
    expect(of(host)).toBeNull();
  });

  it("takes ?store= on the bare root only", () => {
    const query = new URLSearchParams("store=Demo");
    expect(of("platform.test:3001", query)).toEqual({ slug: "demo", byQuery: true });
    expect(of("other.platform.test", query)).toEqual({ slug: "other", byQuery: false });
    expect(of("example.com", query)).toBeNull();
  });

  it("takes ?store= on a loopback address while developing", () => {
    const query = new URLSearchParams("store=demo");
    expect(of("127.0.0.1:3001", query, "localhost")).toEqual({ slug: "demo", byQuery: true });
    expect(of("[::1]:3001", query, "localhost")).toEqual({ slug: "demo", byQuery: true });
    expect(of("127.0.0.1", query)).toBeNull();
  });

  it.each(["", "www", "a b", "../x", "demo~q", "_"])("refuses ?store=%s", (slug) => {
    expect(of("platform.test", new URLSearchParams({ store: slug }))).toBeNull();
  });
});

describe("effectiveHost", () => {
  const headers = { host: "a.platform.test", forwardedHost: "b.platform.test, c.platform.test" };

  it("ignores a forwarded host that nobody vouches for", () => {
    expect(effectiveHost({ ...headers, trustForwardedHost: false })).toBe("a.platform.test");
  });

  it("takes the first forwarded host behind an edge of ours", () => {
    expect(effectiveHost({ ...headers, trustForwardedHost: true })).toBe("b.platform.test");
  });

  it("falls back to the host where the edge set none", () => {
    expect(effectiveHost({ host: "a", forwardedHost: null, trustForwardedHost: true })).toBe("a");
    expect(effectiveHost({ host: null, forwardedHost: null, trustForwardedHost: true })).toBe("");
  });
});

it("reads an IPv6 host", () => {
  expect(hostName("[2001:db8::1]:80")).toBe("2001:db8::1");
  expect(hostName(null)).toBe("");
});

it("writes and reads the segment of a store", () => {
  for (const tenant of [
    { slug: "demo", byQuery: false },
    { slug: "demo", byQuery: true },
  ]) {
    expect(parseTenantSegment(tenantSegment(tenant))).toEqual(tenant);
  }
  expect(parseTenantSegment("_")).toBeNull();
  expect(parseTenantSegment("~q")).toBeNull();
});

it("knows the shape of slugs", () => {
  expect(isStoreSlug("demo")).toBe(true);
  expect(isStoreSlug("checkout")).toBe(false);
  expect(isSlug("blue-mug-2")).toBe(true);
  for (const bad of ["", "Blue", "a--b", "-a", "a-", "a/b", "a.b", "%2e%2e", "a".repeat(121)]) expect(isSlug(bad)).toBe(false);
});
