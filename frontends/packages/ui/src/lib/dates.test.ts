import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatRelative, fromZonedInput, toZonedInput } from "./dates";

describe("dates", () => {
  it("shows an instant in the zone asked for", () => {
    expect(formatDate("2026-11-23T23:30:00Z", { locale: "en-US", timeZone: "Asia/Tokyo" })).toBe("Nov 24, 2026");
    expect(formatDateTime("2026-11-23T15:04:00Z", { locale: "en-US", timeZone: "UTC" })).toMatch(/Nov 23, 2026, 3:04\sPM/);
  });

  it("falls back instead of throwing on a zone or time it cannot read", () => {
    expect(formatDate("2026-11-23T23:30:00Z", { timeZone: "Nowhere/Town" })).toBe("Nov 23, 2026");
    expect(formatDate("not a time")).toBe("");
  });

  it("is relative for a week only", () => {
    const now = new Date("2026-11-23T12:00:00Z");
    const at = (value: string) => formatRelative(value, { locale: "en-US", timeZone: "UTC", now });
    expect(at("2026-11-23T11:59:40Z")).toBe("now");
    expect(at("2026-11-23T11:55:00Z")).toBe("5 minutes ago");
    expect(at("2026-11-23T09:00:00Z")).toBe("3 hours ago");
    expect(at("2026-11-22T09:00:00Z")).toBe("yesterday");
    expect(at("2026-10-01T09:00:00Z")).toBe("Oct 1, 2026");
  });
});

describe("times typed in a zone", () => {
  it("are the moment they mean there, and are shown again as typed", () => {
    expect(fromZonedInput("2026-07-01T09:30", "Europe/Berlin")).toBe("2026-07-01T07:30:00.000Z");
    expect(fromZonedInput("2026-12-01T09:30", "America/New_York")).toBe("2026-12-01T14:30:00.000Z");
    expect(toZonedInput("2026-12-01T14:30:00Z", "America/New_York")).toBe("2026-12-01T09:30");
  });

  it("are right on the days clocks change", () => {
    expect(fromZonedInput("2026-03-29T01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
    expect(fromZonedInput("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(fromZonedInput("2026-10-25T03:30", "Europe/Berlin")).toBe("2026-10-25T02:30:00.000Z");
  });

  it("are nothing where nothing was typed", () => {
    expect(fromZonedInput("", "UTC")).toBeNull();
    expect(fromZonedInput("tomorrow", "UTC")).toBeNull();
    expect(toZonedInput(null, "UTC")).toBe("");
  });
});
