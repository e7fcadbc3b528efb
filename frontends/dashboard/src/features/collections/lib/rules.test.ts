import { describe, expect, it } from "vitest";
import { checkCollection, collectionPathOf, createBody, emptyCollection, sortOf } from "./collection-form";
import { moved } from "./order";
import { blankRule, completeRules, readRule, rowsOf } from "./rules";

const money = { currency: "USD", locale: "en-US" };
const usd = (amount: number) => ({ amount, currency: "USD" });

describe("rules", () => {
  it("go to the form and back", () => {
    const rules = [
      { field: "tag", value: "kitchen" },
      { field: "price", min: null, max: usd(5_000) },
      { field: "option", name: "Size", value: "L" },
      { field: "created", days: 14 },
      { field: "in_stock" },
    ] as const;
    expect(completeRules(rowsOf(rules, money), money)).toEqual(rules);
  });

  it("say which input is missing", () => {
    expect(readRule(blankRule("tag"), money).errors).toHaveProperty("value");
    expect(readRule({ ...blankRule("price"), min: "9", max: "5" }, money).errors).toHaveProperty("min");
    expect(readRule({ ...blankRule("created"), days: "0" }, money).errors).toHaveProperty("days");
    expect(completeRules([blankRule("in_stock"), blankRule("tag")], money)).toBeNull();
  });
});

describe("the collection form", () => {
  it("sends the list or the rules, never both", () => {
    const values = { ...emptyCollection(), title: " Cups ", productIds: ["prd_1"], rules: [{ ...blankRule(), value: "cups" }] };
    expect(createBody(values, money)).toMatchObject({ title: "Cups", product_ids: ["prd_1"], rules: [], sort: "manual" });
    const body = createBody({ ...values, kind: "rules" }, money);
    expect(body).toMatchObject({ product_ids: [], rules: [{ field: "tag", value: "cups" }], sort: "newest" });
    expect(sortOf({ kind: "rules", sort: "title" })).toBe("title");
  });

  it("points at the rule that is not complete, and finds the API's fields", () => {
    const found: string[] = [];
    checkCollection({ ...emptyCollection(), kind: "rules" }, money, (path) => found.push(path.join(".")));
    expect(found).toEqual(["title", "rules.0.value"]);
    expect(collectionPathOf("rules.1.min")).toBe("rules.1.min");
    expect(collectionPathOf("image_id")).toBe("imageId");
    expect(collectionPathOf("version")).toBeNull();
  });

  it("moves a product to its place", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  });
});
