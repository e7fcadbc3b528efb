import { describe, expect, it } from "vitest";
import type { AuditEntry } from "@tradewind/api-client";
import { actionOf, actorOf, dayStart } from "./audit";

const entry = (actor: AuditEntry["actor"]): AuditEntry => ({
  id: "aud_1",
  at: "2026-11-25T10:00:00Z",
  actor,
  action: "update_product",
  label: "Mug",
  targets: {},
  fields: [],
  request_id: "",
});

describe("actorOf", () => {
  it("names people, keys, models and rules apart", () => {
    expect(actorOf(entry({ kind: "user", id: "usr_1", name: "ann@example.com" }))).toBe("ann@example.com");
    expect(actorOf(entry({ kind: "api_key", id: "key_1", name: "Warehouse" }))).toBe("API key Warehouse");
    expect(actorOf(entry({ kind: "ai", id: "ai", name: "" }))).toBe("AI");
    expect(actorOf(entry({ kind: "user", id: "usr_2", name: "" }))).toBe("A former account");
  });
});

describe("actionOf", () => {
  it("keeps the name of what it does not know", () => {
    expect(actionOf("update_product")).toBe("changed a product");
    expect(actionOf("brand_new_thing")).toBe("brand new thing");
  });
});

describe("dayStart", () => {
  it("is midnight of the store's zone", () => {
    expect(dayStart("2026-11-25", "UTC")).toBe("2026-11-25T00:00:00.000Z");
    expect(dayStart("2026-11-25", "America/New_York")).toBe("2026-11-25T05:00:00.000Z");
    expect(dayStart("2026-11-25", "Asia/Tokyo", 1)).toBe("2026-11-25T15:00:00.000Z");
  });

  it("is right on days of 23 and 25 hours", () => {
    expect(dayStart("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
    expect(dayStart("2026-03-29", "Europe/Berlin", 1)).toBe("2026-03-29T22:00:00.000Z");
    expect(dayStart("2026-10-25", "Europe/Berlin", 1)).toBe("2026-10-25T23:00:00.000Z");
  });

  it("takes nothing that is no date", () => {
    expect(dayStart("yesterday", "UTC")).toBeNull();
  });
});
