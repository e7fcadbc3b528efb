import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatRelative } from "./dates";

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
