import { describe, expect, it } from "vitest";
import type { Subscription } from "@tradewind/api-client";
import { noticeOf, shareOf, storeObstacle } from "./standing";

const now = new Date("2046-11-23T09:00:00Z");
const in2Days = "2046-11-25T09:00:00Z";

function subscription(fields: Partial<Subscription> = {}): Subscription {
  return { billing: "on", status: "active", hold: null, grace_until: null, over_limit_until: null, trial_end: null, has_card: true, ...fields } as Subscription;
}

const store = (id: string) => ({ id, name: id, products: 0, held: null, stays: true });

describe("noticeOf", () => {
  it("says nothing while all is well, and never without plans", () => {
    expect(noticeOf(subscription(), now)).toBeNull();
    expect(noticeOf(subscription({ billing: "off", hold: "unpaid" }), now)).toBeNull();
  });

  it("says the most urgent thing first", () => {
    expect(noticeOf(subscription({ hold: "unpaid", grace_until: in2Days }), now)).toEqual({ kind: "unpaid" });
    expect(noticeOf(subscription({ status: "paused", hold: "unpaid" }), now)).toEqual({ kind: "trialOver" });
    expect(noticeOf(subscription({ grace_until: in2Days, over_limit_until: in2Days }), now)).toEqual({ kind: "grace", date: in2Days });
    expect(noticeOf(subscription({ hold: "over_limit", over_limit_until: in2Days }), now)).toEqual({ kind: "held" });
    expect(noticeOf(subscription({ over_limit_until: in2Days }), now)).toEqual({ kind: "overLimit", date: in2Days });
  });

  it("tells of the end of a trial three days before, but not of one that was given up", () => {
    const trial = { status: "trialing" as const, trial_end: in2Days };
    expect(noticeOf(subscription({ ...trial, has_card: false }), now)).toEqual({ kind: "trialEnding", date: in2Days });
    expect(noticeOf(subscription(trial), now)).toEqual({ kind: "trialEndingCard", date: in2Days });
    expect(noticeOf(subscription({ ...trial, cancel_at: in2Days }), now)).toBeNull();
    expect(noticeOf(subscription({ ...trial, trial_end: "2046-12-07T09:00:00Z" }), now)).toBeNull();
  });
});

describe("storeObstacle", () => {
  it("is the plan's room, or that it is not paid", () => {
    const limits = { stores: 2, products: 10, ai_credits: 10 };
    const usage = (...ids: string[]) => ({ stores: ids.map(store), ai_credits: 0, ai_resets_at: in2Days });
    expect(storeObstacle(subscription({ limits, usage: usage("a") }))).toBeNull();
    expect(storeObstacle(subscription({ limits, usage: usage("a", "b") }))).toBe("limit");
    expect(storeObstacle(subscription({ limits, usage: usage("a"), hold: "unpaid" }))).toBe("unpaid");
    expect(storeObstacle(subscription({ billing: "off", limits: null, usage: null }))).toBeNull();
    expect(storeObstacle(undefined)).toBeNull();
  });
});

describe("shareOf", () => {
  it("stays between nothing and full", () => {
    expect([shareOf(1, 4), shareOf(9, 4), shareOf(0, 0)]).toEqual([25, 100, 100]);
  });
});
