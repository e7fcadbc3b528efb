import { describe, expect, it } from "vitest";
import { orderPath, readOrderLink } from "./link";
import { notedStatus, stepOf, trackingUrl } from "./progress";

describe("an order's link", () => {
  it("is an id and a token, or nothing", () => {
    const link = readOrderLink("ord_01JD", "abc-DEF_123");
    expect(link && orderPath(link)).toBe("/orders/ord_01JD?token=abc-DEF_123");
    const others: [string, string | null][] = [["ord_1", null], ["ord_1", ""], ["ord_1", "a b"], ["../x", "abc"], ["prd_1", "abc"], ["ord_", "abc"]];
    expect(others.map(([id, token]) => readOrderLink(id, token))).toEqual(others.map(() => null));
  });
});

describe("an order's way", () => {
  it("is one of four steps, or over", () => {
    const statuses = ["pending", "paid", "on_hold", "partially_fulfilled", "fulfilled", "shipped", "delivered", "cancelled", "refunded"] as const;
    expect(statuses.map(stepOf)).toEqual(["placed", "placed", "placed", "placed", "packed", "shipped", "delivered", null, null]);
    expect(statuses.map(notedStatus).filter(Boolean)).toEqual(["pending", "on_hold", "partially_fulfilled", "cancelled", "refunded"]);
  });

  it("leads to a carrier only by an address of the web", () => {
    expect(trackingUrl("https://carrier.test/t?n=1")).toBe("https://carrier.test/t?n=1");
    expect(["", "carrier.test", "javascript:alert(1)", "data:text/html,x"].map(trackingUrl)).toEqual([null, null, null, null]);
  });
});
