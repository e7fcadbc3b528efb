import { describe, expect, it } from "vitest";
import { ends, polyline } from "./sparkline";

describe("polyline", () => {
  it("spreads a series over the box, the highest at the top", () => {
    expect(polyline([0, 5, 10], 100, 20)).toBe("0,20 50,10 100,0");
  });

  it("keeps the place of days that are not known", () => {
    expect(polyline([0, null, null, null, 10], 100, 20)).toBe("0,20 100,0");
  });

  it("draws a flat series in the middle and nothing of a single point", () => {
    expect(polyline([7, 7], 10, 20)).toBe("0,10 10,10");
    expect(polyline([null, 7], 10, 20)).toBe("");
    expect(polyline([], 10, 20)).toBe("");
  });
});

describe("ends", () => {
  it("names the first and last known day", () => {
    expect(ends([null, 3, null, 9])).toEqual({ from: 3, to: 9 });
    expect(ends([null, 3])).toBeNull();
  });
});
