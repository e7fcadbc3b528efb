import { expect, it } from "vitest";
import { pieces } from "./marks";

const claim = (start: number, end: number, approved = false) => ({
  id: `c${start}`,
  field: "description" as const,
  kind: "number" as const,
  start,
  end,
  text: "",
  reason: "",
  approved,
});

it("cuts a text at its statements, in order, and keeps every character", () => {
  const text = "Holds 2 litres. Waterproof.";
  const cut = pieces(text, [claim(16, 26), claim(6, 14)]);
  expect(cut.map((piece) => [piece.text, piece.claim?.id])).toEqual([
    ["Holds ", undefined],
    ["2 litres", "c6"],
    [". ", undefined],
    ["Waterproof", "c16"],
    [".", undefined],
  ]);
  expect(cut.map((piece) => piece.text).join("")).toBe(text);
});

it("leaves out what overlaps or lies outside", () => {
  expect(pieces("abc", [claim(0, 2), claim(1, 3), claim(2, 9)]).map((piece) => piece.text)).toEqual(["ab", "c"]);
});
