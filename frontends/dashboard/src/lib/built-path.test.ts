import { describe, expect, it } from "vitest";
import { builtPath } from "./built-path";

describe("builtPath", () => {
  it.each([
    ["/stores", "/stores"],
    ["/stores/", "/stores/"],
    ["/stores/new", "/stores/new"],
    ["/stores/str_1", "/stores/_"],
    ["/stores/str_1/settings", "/stores/_/settings"],
    ["/stores/str_1/products", "/stores/_/products"],
    ["/stores/str_1/products/new", "/stores/_/products/new"],
    ["/stores/str_1/products/prd_2", "/stores/_/products/_"],
    ["/stores/str_1/orders/ord_3", "/stores/_/orders/_"],
    ["/login", "/login"],
  ])("%s is answered by %s", (path, built) => {
    expect(builtPath(path)).toBe(built);
  });
});
