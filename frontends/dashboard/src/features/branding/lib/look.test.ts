import { describe, expect, it } from "vitest";
import { accentProblem, contrast, lookOf, previewStyle } from "./look";

const none = { preset: "", accent: "", background: "", fonts: "", radius: "" } as const;

describe("a look", () => {
  it("is what suits the niche until something is chosen", () => {
    expect(lookOf(none, "pets").preset).toBe("warm");
    expect(lookOf(none, "anything").preset).toBe("quiet");
    expect(lookOf({ ...none, preset: "bold", radius: "sharp" }, "pets")).toEqual({
      preset: "bold",
      accent: "#3320e0",
      on_accent: "#ffffff",
      background: "paper",
      fonts: "bricolage",
      radius: "sharp",
    });
  });

  it("puts readable text on a colour of one's own, and ignores half of one", () => {
    expect(lookOf({ ...none, accent: "#FFCC00" }, "pets")).toMatchObject({ accent: "#ffcc00", on_accent: "#000000" });
    expect(lookOf({ ...none, accent: "#ffc" }, "pets").accent).toBe("#8f3f22");
    expect(previewStyle(lookOf({ ...none, radius: "round" }, "pets"))["--p-control"]).toBe("999px");
  });
});

describe("an accent that cannot be read", () => {
  it("is refused with the nearest shade that can", () => {
    const problem = accentProblem({ ...none, accent: "#ffcc00" }, "pets");
    expect(problem!.ratio).toBeLessThan(2);
    expect(contrast(problem!.shade, "#fbf7f0")).toBeGreaterThanOrEqual(4.5);
    expect(accentProblem({ ...none, accent: problem!.shade }, "pets")).toBeNull();
  });

  it("depends on the background", () => {
    const accent = "#767676";
    expect(accentProblem({ ...none, accent, background: "light" }, "pets")).toBeNull();
    expect(accentProblem({ ...none, accent, background: "cream" }, "pets")).not.toBeNull();
  });
});
