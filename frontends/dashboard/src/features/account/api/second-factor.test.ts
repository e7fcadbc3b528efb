import { describe, expect, it } from "vitest";
import { proofOf } from "./second-factor";

describe("proofOf", () => {
  it("takes six digits for a code, however they are spaced", () => {
    expect(proofOf(" 123 456 ")).toEqual({ code: "123456" });
  });

  it("takes anything else for a recovery code", () => {
    expect(proofOf(" k7wq2-m9xtc ")).toEqual({ recovery_code: "k7wq2-m9xtc" });
    expect(proofOf("12345")).toEqual({ recovery_code: "12345" });
  });
});
