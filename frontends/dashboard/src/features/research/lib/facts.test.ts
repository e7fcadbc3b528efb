import { describe, expect, it } from "vitest";
import { factsOf } from "./facts";

describe("factsOf", () => {
  it("writes counts, shares and money as the locale does", () => {
    const inputs = { orders_30d: 1200, change_7d_percent: -18.14, cost: "2.40 USD", shop: "Kiln" };
    expect(factsOf(inputs, "en-US").map(({ value }) => value)).toEqual(["1,200", "-18.1%", "$2.40", "Kiln"]);
    expect(factsOf(inputs, "de-DE").map(({ value }) => value)).toEqual(["1.200", "-18,1\u00a0%", "2,40\u00a0$", "Kiln"]);
  });

  it("leaves out what is not known", () => {
    expect(factsOf({ shipping: null, price: "6.99 USD" }, "en-US")).toEqual([{ name: "price", value: "$6.99" }]);
  });
});
