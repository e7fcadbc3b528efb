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
    ["/stores/str_1/collections/col_4", "/stores/_/collections/_"],
    ["/stores/str_1/collections/new", "/stores/_/collections/new"],
    ["/stores/str_1/imports", "/stores/_/imports"],
    ["/stores/str_1/imports/imp_5", "/stores/_/imports/_"],
    ["/login", "/login"],
    ["/stores.txt", "/stores.txt"],
    ["/stores/new.txt", "/stores/new.txt"],
    ["/stores/str_1.txt", "/stores/_.txt"],
    ["/stores/__next._tree.txt", "/stores/__next._tree.txt"],
    ["/stores/str_1/products.txt", "/stores/_/products.txt"],
    ["/stores/str_1/products/prd_2.txt", "/stores/_/products/_.txt"],
    ["/stores/str_1/products/new.txt", "/stores/_/products/new.txt"],
    ["/stores/str_1/products/__next._tree.txt", "/stores/_/products/__next._tree.txt"],
    ["/stores/str_1/orders/ord_3/__next._full.txt", "/stores/_/orders/_/__next._full.txt"],
  ])("%s is answered by %s", (path, built) => {
    expect(builtPath(path)).toBe(built);
  });
});
