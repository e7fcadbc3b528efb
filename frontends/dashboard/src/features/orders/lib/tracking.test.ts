import { describe, expect, it } from "vitest";
import { trackingPage, trackingUrlProblem, withTracking } from "./tracking";

describe("tracking", () => {
  it("knows the pages of some carriers, whatever the case", () => {
    expect(trackingPage(" ups ", "1Z 99")).toBe("https://www.ups.com/track?tracknum=1Z99");
    expect(trackingPage("Bike courier", "7")).toBe("");
    expect(trackingPage("UPS", " ")).toBe("");
  });

  it("lets the page follow carrier and number until it is written by hand", () => {
    let tracking = withTracking({ carrier: "", number: "", url: "" }, { number: "77" });
    tracking = withTracking(tracking, { carrier: "FedEx" });
    expect(tracking.url).toContain("trknbr=77");
    tracking = withTracking(tracking, { carrier: "Somebody else" });
    expect(tracking.url).toBe("");
    tracking = withTracking(tracking, { url: "https://mine.example/7" });
    expect(withTracking(tracking, { carrier: "UPS" }).url).toBe("https://mine.example/7");
  });

  it("refuses an address that is none", () => {
    expect(trackingUrlProblem("")).toBeNull();
    expect(trackingUrlProblem("https://a.example/1")).toBeNull();
    expect(trackingUrlProblem("javascript:alert(1)")).toBe("invalid");
    expect(trackingUrlProblem(`https://a.example/${"x".repeat(500)}`)).toBe("long");
  });
});
