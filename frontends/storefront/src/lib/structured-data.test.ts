import { describe, expect, it } from "vitest";
import { mug, store } from "../../test/fixtures";
import { readConfig, storeOrigin } from "./config";
import { metaDescription, pageMetadata, shopIcon } from "./shop-metadata";
import { sitemapXml } from "./sitemap";
import { breadcrumbData, organizationData, productData, safeJson } from "./structured-data";

const origin = "https://demo.platform.test";
const nasty = 'Tea </script><script>alert("x")</script> & <!-- \u2028 "quotes" שלום';

describe("safeJson", () => {
  it("cannot end the element it stands in", () => {
    const text = safeJson(organizationData({ ...store, name: nasty, description: nasty }, origin));
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toMatchObject({ name: nasty, description: nasty });
  });
});

describe("productData", () => {
  it("has an offer for each variant, with its price and availability", () => {
    const data = productData(mug, store, origin) as { offers: { offers: Record<string, unknown>[] } & Record<string, unknown> };
    expect(data.offers).toMatchObject({ "@type": "AggregateOffer", lowPrice: "10.00", highPrice: "12.00", offerCount: 5, priceCurrency: "USD" });
    expect(data.offers.offers[2]).toMatchObject({
      price: "10.00",
      availability: "https://schema.org/OutOfStock",
      url: `${origin}/products/mug?variant=clay-s`,
    });
    expect(data).not.toHaveProperty("aggregateRating");
  });

  it("writes prices with the currency's own decimals", () => {
    const price = (amount: number, currency: string) => {
      const money = { amount, currency };
      const variants = [{ ...mug.variants[0]!, price: money }];
      const data = productData({ ...mug, variants, price: money, price_max: money }, store, origin) as { offers: { price: string } };
      return data.offers.price;
    };
    expect([price(2980, "JPY"), price(12_345, "KWD"), price(5, "USD")]).toEqual(["2980", "12.345", "0.05"]);
  });
});

it("numbers breadcrumbs from one", () => {
  const data = breadcrumbData([{ name: "Shop", url: origin }, { name: "Mug", url: `${origin}/products/mug` }]) as { itemListElement: unknown[] };
  expect(data.itemListElement[1]).toEqual({ "@type": "ListItem", position: 2, name: "Mug", item: `${origin}/products/mug` });
});

it("escapes a sitemap", () => {
  expect(sitemapXml(["https://a.test/?a=1&b=<2>"])).toContain("<loc>https://a.test/?a=1&#38;b=&#60;2&#62;</loc>");
});

describe("page heads", () => {
  it("have one canonical address", () => {
    const metadata = pageMetadata({ store, path: "/products/mug", title: "Mug", description: "A mug." });
    expect(metadata.alternates?.canonical).toBe(`${storeOrigin("demo")}/products/mug`);
    expect(metadata.openGraph).toMatchObject({ siteName: store.name, locale: "en_US" });
  });

  it("of private pages are not to be found", () => {
    const metadata = pageMetadata({ store, path: "/cart", title: "Cart", description: "", index: false });
    expect(metadata).toMatchObject({ robots: { index: false }, alternates: undefined, openGraph: undefined });
  });

  it("shorten at a word", () => {
    const text = metaDescription(`${"word ".repeat(60)}end`);
    expect(text.length).toBeLessThanOrEqual(161);
    expect(text).toMatch(/word…$/);
    expect(metaDescription(" a\n b ")).toBe("a b");
  });

  it("carry an icon that no name can break", () => {
    for (const name of ["<b>", '"x', "&co", "京都", "👕 Shirts", ""]) {
      const icon = decodeURIComponent(shopIcon({ ...store, name, niche: "" }).replace("data:image/svg+xml,", ""));
      expect(new DOMParser().parseFromString(icon, "image/svg+xml").querySelector("parsererror")).toBeNull();
    }
  });
});

describe("readConfig", () => {
  it("serves a developer without any setting", () => {
    expect(readConfig({})).toEqual({
      apiUrl: "http://localhost:8000",
      rootDomain: "localhost",
      storeUrlTemplate: "http://{slug}.localhost:3001",
      trustForwardedHost: false,
      revalidateToken: null,
    });
  });

  it("takes a deployment's settings", () => {
    const config = readConfig({ ROOT_DOMAIN: "Shops.Example.com.", API_URL: "https://api.internal/", TRUST_FORWARDED_HOST: "1", PORT: "8080" });
    expect(config).toMatchObject({ apiUrl: "https://api.internal", rootDomain: "shops.example.com", trustForwardedHost: true });
    expect(storeOrigin("demo", config)).toBe("https://demo.shops.example.com");
    expect(storeOrigin("demo", readConfig({ STOREFRONT_URL_TEMPLATE: "http://{slug}.x.test/" }))).toBe("http://demo.x.test");
  });
});
