import { describe, expect, it } from "vitest";
import { card, mug, variant } from "../../../test/fixtures";
import { descriptionBlocks } from "./description";
import { relatedCards } from "./related";
import { axesOf, chooseValue, initialVariant, selectionOf, valueState } from "./variants";

const axes = axesOf(mug);
const byId = (id: string) => mug.variants.find((candidate) => candidate.id === id)!;
const choose = (from: string, axis: string, value: string) => chooseValue(mug.variants, axes, byId(from), axis, value).id;
const state = (from: string, axis: string, value: string) =>
  valueState(mug.variants, axes, selectionOf(byId(from), axes), axis, value);

describe("variants", () => {
  it("offers only values that some variant has", () => {
    expect(axes).toEqual([
      { name: "Colour", values: ["Oat", "Clay", "Moss"] },
      { name: "Size", values: ["Small", "Large"] },
    ]);
  });

  it("are chosen by name where they have no axes, and not at all when there is one", () => {
    const loose = { options: [], variants: [variant("x", {}, { name: "One" }), variant("y", {}, { name: "Two" })] };
    expect(axesOf(loose)).toEqual([{ name: "Option", values: ["One", "Two"] }]);
    expect(chooseValue(loose.variants, axesOf(loose), loose.variants[0]!, "Option", "Two").id).toBe("y");
    expect(axesOf({ options: [], variants: loose.variants.slice(0, 1) })).toEqual([]);
    const partial = { options: mug.options, variants: [...mug.variants, variant("odd", { Colour: "Oat" }, { name: "Odd" })] };
    expect(axesOf(partial)).toHaveLength(1);
  });

  it("start with the one the address names, else the first to be had", () => {
    expect(initialVariant(mug.variants, "clay-l")?.id).toBe("clay-l");
    expect(initialVariant(mug.variants, "nope")?.id).toBe("oat-s");
    const sold = mug.variants.map((each) => ({ ...each, available: each.id === "moss-s" }));
    expect(initialVariant(sold, null)?.id).toBe("moss-s");
    expect(initialVariant(sold.slice(0, 1), null)?.id).toBe("oat-s");
    expect(initialVariant([], null)).toBeUndefined();
  });

  it("show what is sold out and what does not exist together", () => {
    expect(state("oat-s", "Colour", "Clay")).toBe("sold_out");
    expect(state("oat-l", "Colour", "Clay")).toBe("available");
    expect(state("oat-l", "Colour", "Moss")).toBe("impossible");
    expect(state("moss-s", "Size", "Large")).toBe("impossible");
    expect(state("moss-s", "Size", "Small")).toBe("available");
  });

  it("change one choice and keep the others where that exists", () => {
    expect(choose("oat-s", "Size", "Large")).toBe("oat-l");
    expect(choose("oat-s", "Colour", "Clay")).toBe("clay-s");
  });

  it("move to the nearest one where it does not, to one that can be bought first", () => {
    expect(choose("oat-l", "Colour", "Moss")).toBe("moss-s");
    const nearest = choose("moss-s", "Size", "Large");
    expect(["oat-l", "clay-l"]).toContain(nearest);
    const without = mug.variants.map((each) => (each.id === "oat-l" ? { ...each, available: false } : each));
    expect(chooseValue(without, axes, byId("moss-s"), "Size", "Large").id).toBe("clay-l");
  });
});

describe("descriptionBlocks", () => {
  it("makes paragraphs and lists", () => {
    const text = "First line\nsecond line\r\n\r\n- one\n* two\n3. three\nafter the list\n\n\n  \nLast";
    expect(descriptionBlocks(text)).toEqual([
      { kind: "paragraph", lines: ["First line", "second line"] },
      { kind: "list", items: ["one", "two", "three"] },
      { kind: "paragraph", lines: ["after the list"] },
      { kind: "paragraph", lines: ["Last"] },
    ]);
  });

  it("leaves markup and hyphens in text alone", () => {
    expect(descriptionBlocks("<script>alert(1)</script> well-made")).toEqual([
      { kind: "paragraph", lines: ["<script>alert(1)</script> well-made"] },
    ]);
    expect(descriptionBlocks("  \n ")).toEqual([]);
  });
});

it("relates the neighbours on the shelf, those to be had first", () => {
  const shelf = [card("a"), card("b"), card("c", false), card("d"), card("e"), card("f")];
  expect(relatedCards(shelf, "b").map(({ slug }) => slug)).toEqual(["d", "e", "f", "a"]);
  expect(relatedCards(shelf, "elsewhere").map(({ slug }) => slug)).toEqual(["a", "b", "d", "e"]);
  expect(relatedCards([card("a")], "a")).toEqual([]);
});
