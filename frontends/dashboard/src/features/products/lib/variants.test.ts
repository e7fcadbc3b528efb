import { describe, expect, it } from "vitest";
import { type Axis, blankRow, combinationCount, combinations, rebuildRows, rowLabel, valueId, type VariantRow } from "./variants";

const axis = (id: string, ...labels: string[]): Axis => ({
  id,
  name: id,
  values: labels.map((label) => ({ id: label.toLowerCase(), label })),
});
const size = axis("size", "S", "M");
const colour = axis("colour", "Red", "Blue");

const saved = (id: string, cells: Record<string, string>, more: Partial<VariantRow> = {}): VariantRow => ({
  ...blankRow(id),
  id,
  cells,
  sku: `SKU-${id}`,
  price: "10.00",
  stock: "7",
  ...more,
});
const matrix = [
  saved("v1", { size: "s", colour: "red" }),
  saved("v2", { size: "s", colour: "blue" }),
  saved("v3", { size: "m", colour: "red" }),
  saved("v4", { size: "m", colour: "blue" }),
];
const summary = (rows: VariantRow[], axes: Axis[]) => rows.map((row) => `${rowLabel(row, axes)}:${row.id ?? "new"}`);

describe("combinations", () => {
  it("turn the last axis fastest and leave out axes without values", () => {
    expect(combinations([size, colour, axis("empty")])).toEqual([
      { size: "s", colour: "red" },
      { size: "s", colour: "blue" },
      { size: "m", colour: "red" },
      { size: "m", colour: "blue" },
    ]);
    expect(combinationCount([size, colour, axis("empty")])).toBe(4);
    expect(combinationCount([])).toBe(0);
  });
});

describe("rebuildRows", () => {
  it("keeps every row when nothing changes", () => {
    expect(rebuildRows([size, colour], matrix)).toEqual(matrix);
  });

  it("adds rows for a new value and keeps the others' ids", () => {
    const axes = [size, axis("colour", "Red", "Blue", "Green")];
    const rows = rebuildRows(axes, matrix);
    expect(summary(rows, axes)).toEqual([
      "S / Red:v1",
      "S / Blue:v2",
      "S / Green:new",
      "M / Red:v3",
      "M / Blue:v4",
      "M / Green:new",
    ]);
    expect(rows[2]).toMatchObject({ sku: "", stock: "0", sold: true });
  });

  it("drops the rows of a removed value only", () => {
    expect(summary(rebuildRows([size, axis("colour", "Blue")], matrix), [size, axis("colour", "Blue")])).toEqual([
      "S / Blue:v2",
      "M / Blue:v4",
    ]);
  });

  it("finds a variant again when its value returns", () => {
    const fewer = rebuildRows([size, axis("colour", "Blue")], matrix);
    const again = rebuildRows([size, colour], fewer, { attic: matrix });
    expect(again.map((row) => row.id)).toEqual(["v1", "v2", "v3", "v4"]);
  });

  it("follows the order of the values", () => {
    const axes = [axis("size", "M", "S"), colour];
    expect(rebuildRows(axes, matrix).map((row) => row.id)).toEqual(["v3", "v4", "v1", "v2"]);
  });

  it("lets the first value of a new axis inherit, the others start as copies", () => {
    const rows = rebuildRows([size, colour], [saved("v1", { size: "s" }), saved("v2", { size: "m" }, { price: "12.00" })]);
    expect(summary(rows, [size, colour])).toEqual(["S / Red:v1", "S / Blue:new", "M / Red:v2", "M / Blue:new"]);
    expect(rows[1]).toMatchObject({ price: "10.00", sku: "", stock: "0" });
    expect(rows[3]).toMatchObject({ price: "12.00" });
  });

  it("keeps the first row where an axis is removed", () => {
    expect(summary(rebuildRows([size], matrix), [size])).toEqual(["S:v1", "M:v3"]);
  });

  it("gives the only variant to the first combination, and back", () => {
    const only = [saved("v1", {})];
    const rows = rebuildRows([size], only);
    expect(summary(rows, [size])).toEqual(["S:v1", "M:new"]);
    expect(rebuildRows([], rows)).toMatchObject([{ id: "v1", cells: {}, sold: true }]);
  });

  it("does not touch variants that are told apart by name", () => {
    const named = [saved("v1", {}, { name: "Pair" }), saved("v2", {}, { name: "Set of 4" })];
    expect(rebuildRows([], named)).toEqual(named);
    expect(rowLabel(named[1]!, [])).toBe("Set of 4");
  });

  it("marks combinations the shop does not have as not sold when loading", () => {
    const rows = rebuildRows([size, colour], matrix.slice(0, 3), { missing: "not_sold" });
    expect(rows.map((row) => row.sold)).toEqual([true, true, true, false]);
  });

  it("survives renaming, because rows know values by id", () => {
    const renamed = [{ ...size, name: "Fit", values: [{ id: "s", label: "Small" }, { id: "m", label: "Medium" }] }, colour];
    const rows = rebuildRows(renamed, matrix);
    expect(rows.map((row) => row.id)).toEqual(["v1", "v2", "v3", "v4"]);
    expect(rowLabel(rows[0]!, renamed)).toBe("Small / Red");
  });

  it("leaves the rows alone when there would be far too many", () => {
    const many = (id: string) => axis(id, ...Array.from({ length: 20 }, (_, index) => `${id}${index}`));
    expect(rebuildRows([many("a"), many("b")], matrix)).toEqual(matrix);
  });
});

describe("valueId", () => {
  it("is the same for the same word, and free", () => {
    expect(valueId(" Red ", [])).toBe("red");
    expect(valueId("Red", [{ id: "red", label: "Crimson" }])).toBe("red#2");
  });
});
