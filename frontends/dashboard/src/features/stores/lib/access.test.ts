import { describe, expect, it } from "vitest";
import type { Store } from "@tradewind/api-client";
import { canEdit, canFinish, isOwner } from "./access";

const may = (role: Store["role"], held: Store["held"]) => ({
  edit: canEdit({ role, held }),
  finish: canFinish({ role, held }),
  own: isOwner({ role, held }),
});

describe("what may be done in a store", () => {
  it("is everything for its owner", () => {
    expect(may("owner", null)).toEqual({ edit: true, finish: true, own: true });
  });

  it("is everything but the owner's for a manager", () => {
    expect(may("manager", null)).toEqual({ edit: true, finish: true, own: false });
  });

  it("is only finishing while the plan holds it", () => {
    expect(may("owner", "unpaid")).toEqual({ edit: false, finish: true, own: true });
    expect(may("manager", "unpaid")).toEqual({ edit: false, finish: true, own: false });
  });

  it("is nothing for a viewer", () => {
    expect(may("viewer", null)).toEqual({ edit: false, finish: false, own: false });
    expect(may("viewer", "unpaid")).toEqual({ edit: false, finish: false, own: false });
  });
});
