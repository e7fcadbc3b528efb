import { describe, expect, it } from "vitest";
import { NO_LEVELS, scopesOf } from "./scopes";

describe("scopesOf", () => {
  it("names an area once, at the level that was chosen", () => {
    expect(scopesOf({ ...NO_LEVELS, orders: "write", catalog: "read" })).toEqual(["catalog:read", "orders:write"]);
  });

  it("is empty while nothing is chosen", () => {
    expect(scopesOf(NO_LEVELS)).toEqual([]);
  });
});
