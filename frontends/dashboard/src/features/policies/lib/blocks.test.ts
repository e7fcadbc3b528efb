import { describe, expect, it } from "vitest";
import { blocksOf, placeholdersOf } from "./blocks";

describe("a page's text", () => {
  it("becomes headings, lists and paragraphs", () => {
    expect(blocksOf("First line\nsecond line\n\n## When\n- one\n- two\nAfter the list")).toEqual([
      { type: "paragraph", text: "First line\nsecond line" },
      { type: "heading", text: "When" },
      { type: "list", items: ["one", "two"] },
      { type: "paragraph", text: "After the list" },
    ]);
  });

  it("is never read as markup", () => {
    expect(blocksOf("<b>bold</b>\r\n#nothing\r\n-nothing")).toEqual([{ type: "paragraph", text: "<b>bold</b>\n#nothing\n-nothing" }]);
    expect(blocksOf(" \n\n")).toEqual([]);
  });

  it("names each open part once", () => {
    expect(placeholdersOf("In [number] days, [name].\nAgain [number].")).toEqual(["[number]", "[name]"]);
  });
});
