import { describe, expect, it } from "vitest";
import { issueSheet, sheetRefusal } from "./sheet";

describe("a sheet", () => {
  it("is known by its name or type", () => {
    expect(sheetRefusal(new File(["x"], "cups.CSV"))).toBeNull();
    expect(sheetRefusal(new File(["x"], "cups", { type: "text/csv" }))).toBeNull();
    expect(sheetRefusal(new File(["x"], "cups.xlsx"))).toContain("not a CSV file");
    expect(sheetRefusal(new File([], "cups.csv"))).toBe("cups.csv is empty.");
  });

  it("of issues holds no formula and escapes quotes", () => {
    const text = issueSheet([{ line: 4, column: "Title", handle: "=cmd()", message: 'Say "cup".' }], []);
    expect(text).toBe('\ufeff"Line","Column","Handle","Kind","What to do"\r\n"4","Title","\'=cmd()","Error","Say ""cup""."\r\n');
  });
});
