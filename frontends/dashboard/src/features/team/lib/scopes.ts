import type { Scope } from "@tradewind/api-client";

export const AREAS = ["store", "catalog", "orders", "purchasing", "research"] as const;
export type Area = (typeof AREAS)[number];
export type Level = "none" | "read" | "write";
export type Levels = Record<Area, Level>;

export const NO_LEVELS: Levels = { store: "none", catalog: "none", orders: "none", purchasing: "none", research: "none" };

/** The scopes of a choice per area: writing brings reading with it. */
export function scopesOf(levels: Levels): Scope[] {
  return AREAS.filter((area) => levels[area] !== "none").map((area) => `${area}:${levels[area]}` as Scope);
}
