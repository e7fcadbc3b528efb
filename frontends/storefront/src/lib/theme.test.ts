import { describe, expect, it } from "vitest";
import { store } from "../../test/fixtures";
import { isOwnPath, publishedPages } from "./pages";
import { shopIcon } from "./shop-metadata";
import { hoverShade, presetFor, themeAttributes, themeOf } from "./theme";

const branding = { ...store.branding, preset: "bold", accent: "#0b5d4e", background: "light", fonts: "geist", radius: "sharp" } as const;

describe("a store's look", () => {
  it("is what the merchant chose, down to single choices", () => {
    expect(themeAttributes(themeOf({ niche: "home-garden", branding }))).toMatchObject({
      "data-preset": "bold",
      "data-background": "light",
      "data-fonts": "geist",
      "data-radius": "sharp",
      style: { "--accent": "#0b5d4e", "--on-accent": "#fffaf3", "--accent-hover": hoverShade("#0b5d4e") },
    });
  });

  it("is what suits the trade where nothing was chosen", () => {
    const presets = ["electronics", "home-garden", "fashion", "", "something new"].map((niche) => themeOf({ niche }).preset);
    expect(presets).toEqual(["bold", "warm", "quiet", "quiet", "quiet"]);
    expect(themeOf({ niche: "pets", branding: { ...branding, preset: "loud" as "bold" } })).toEqual(presetFor("pets"));
  });

  it("never writes a colour that is none", () => {
    const accent = "red;background:url(//evil.test)";
    expect(themeOf({ niche: "", branding: { ...branding, accent } }).accent).toBe("#3320e0");
  });

  it("answers the pointer with a shade that is seen", () => {
    expect([hoverShade("#ffffff"), hoverShade("#3320e0"), hoverShade("#000000")]).toEqual(["#d1d1d1", "#2a1ab8", "#242424"]);
  });

  it("has the logo in the tab, or the initial in the shop's colour", () => {
    const logo = { id: "img_l", alt: "", width: 400, height: 100, sources: [{ width: 200, url: "https://cdn.test/l.webp" }] };
    expect(shopIcon({ ...store, branding: { ...branding, logo } })).toBe("https://cdn.test/l.webp");
    expect(decodeURIComponent(shopIcon({ ...store, branding: { ...branding, logo: null } }))).toContain('fill="#0b5d4e"');
  });
});

it("links what is published, in one order", () => {
  const pages = [
    { kind: "privacy", title: "Privacy" },
    { kind: "about", title: "About us" },
  ] as const;
  expect(publishedPages({ pages: [...pages] }).map(({ kind }) => kind)).toEqual(["about", "privacy"]);
});

it("lets an announcement lead nowhere but into the shop", () => {
  expect(["/collections/sale", "/products?page=2", "/"].every(isOwnPath)).toBe(true);
  const others = ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", "products", "", "/a b", null, undefined];
  expect(others.filter(isOwnPath)).toEqual([]);
});
