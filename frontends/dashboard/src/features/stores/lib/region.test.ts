import { describe, expect, it } from "vitest";
import { currencyOptions, detectRegion, localeOptions, timezones } from "./region";

describe("detectRegion", () => {
  it("takes language, country, currency and zone from the browser", () => {
    expect(detectRegion(["de-CH", "en"], "Europe/Zurich")).toEqual({ locale: "de-CH", currency: "CHF", timezone: "Europe/Zurich" });
    expect(detectRegion(["fr"], "Europe/Paris")).toMatchObject({ locale: "fr-FR", currency: "EUR" });
  });

  it("keeps the country's currency where only a sister locale is offered", () => {
    expect(detectRegion(["en-SG"], "Asia/Singapore")).toMatchObject({ locale: "en-US", currency: "SGD" });
  });

  it("falls back to something that works", () => {
    expect(detectRegion(["??", "xx"], undefined)).toEqual({ locale: "en-US", currency: "USD", timezone: "UTC" });
    expect(detectRegion([], "")).toEqual({ locale: "en-US", currency: "USD", timezone: "UTC" });
  });
});

describe("choices", () => {
  it("contain what is set, even if it is not offered", () => {
    expect(localeOptions("is-IS").map((one) => one.value)).toContain("is-IS");
    expect(timezones("Mars/Olympus")).toContain("Mars/Olympus");
    expect(timezones()[0]).toBe("UTC");
  });

  it("name each currency once, the likely ones first", () => {
    const codes = currencyOptions().map((one) => one.value);
    expect(codes.slice(0, 3)).toEqual(["USD", "EUR", "GBP"]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
