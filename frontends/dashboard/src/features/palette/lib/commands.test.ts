import { describe, expect, it } from "vitest";
import type { Store } from "@tradewind/api-client";
import { pageCommands } from "./commands";

const actions = (access: Pick<Store, "role" | "held">) =>
  pageCommands({ id: "str_1", storefront_url: "https://harbour.example.com", ...access } as Store).flatMap(({ id, group }) => (group === "actions" ? [id] : []));

describe("the commands of a store", () => {
  it("offer to make things to those who may", () => {
    expect(actions({ role: "manager", held: null })).toEqual(["new-product", "import", "new-collection", "storefront"]);
  });

  it("only lead on for viewers, and in a store that its plan holds", () => {
    expect(actions({ role: "viewer", held: null })).toEqual(["storefront"]);
    expect(actions({ role: "owner", held: "over_limit" })).toEqual(["storefront"]);
  });
});
