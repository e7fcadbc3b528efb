import { describe, expect, it } from "vitest";
import { emptyForm, type ProductFormValues } from "../lib/product-form";
import { blankRow } from "../lib/variants";
import { checkProduct } from "./product";

const good: ProductFormValues = { ...emptyForm(), title: "Mug", price: "19.90" };

function problems(changes: Partial<ProductFormValues>, money = { currency: "USD", locale: "en-US" }) {
  const found: Record<string, string> = {};
  checkProduct({ ...good, ...changes }, money, (path, message) => {
    found[path.join(".")] ??= message;
  });
  return found;
}

const row = (key: string, more = {}) => ({ ...blankRow(key), ...more });

describe("the product form", () => {
  it("takes a title and a price", () => {
    expect(problems({})).toEqual({});
  });

  it("asks for what is missing", () => {
    expect(problems({ title: " ", price: "" })).toEqual({ title: "Give the product a title.", price: "Enter a price." });
  });

  it("knows the decimals of the currency", () => {
    expect(problems({ price: "19.905" }).price).toBe("Use at most 2 decimals.");
    expect(problems({ price: "1990.5" }, { currency: "JPY", locale: "en-US" }).price).toBe("This currency has no decimals.");
    expect(problems({ price: "19.910" }, { currency: "KWD", locale: "en-US" })).toEqual({});
  });

  it("says where a price cannot be charged to the last digit", () => {
    const steps = "This currency is charged in steps of 0.010.";
    expect(problems({ price: "19.905" }, { currency: "KWD", locale: "en-US" })).toEqual({ price: steps });
    expect(problems({ cost: "19.905" }, { currency: "KWD", locale: "en-US" })).toEqual({});
    const variants = [row("1", { price: "19.905", compareAt: "x" })];
    expect(problems({ variants }, { currency: "KWD", locale: "en-US" })).toEqual({
      "variants.0.price": steps,
      "variants.0.compareAt": "Enter an amount, such as 19.90.",
    });
  });

  it("refuses a price of nothing and one that cannot be charged", () => {
    expect(problems({ price: "0.00" }).price).toBe("A price must be above zero.");
    expect(problems({ price: "1000000.00" }).price).toBe("This amount is too large.");
    expect(problems({ cost: "0" })).toEqual({});
    expect(problems({ cost: "-2" }).cost).toBe("Use an amount of zero or more.");
  });

  it("points at the option that is not right", () => {
    const axes = [
      { id: "a", name: "Size", values: [] },
      { id: "b", name: "size", values: [{ id: "s", label: "S" }] },
      { id: "c", name: "Colour", values: [{ id: "r", label: "Red" }, { id: "r2", label: " red " }] },
    ];
    expect(problems({ axes })).toEqual({
      "axes.0": "Add at least one value.",
      "axes.1": "Two options have this name.",
      "axes.2": '"red" is there already.',
    });
  });

  it("checks sold variants only", () => {
    const variants = [
      row("1", { sku: "A", stock: "1.5" }),
      row("2", { sku: "a ", stock: "" }),
      row("3", { sku: "A", stock: "x", sold: false }),
      row("4", { stock: "nonsense", tracked: false }),
    ];
    expect(problems({ variants })).toEqual({
      "variants.0.stock": "Enter a whole number from 0 to 1,000,000.",
      "variants.1.sku": "Another variant has this SKU.",
      "variants.1.stock": "Enter the stock, or turn tracking off.",
    });
  });

  it("keeps at least one variant and no more than a product holds", () => {
    expect(problems({ variants: [row("1", { sold: false })] }).variants).toBe("Keep at least one variant for sale.");
    const many = Array.from({ length: 81 }, (_, index) => row(String(index)));
    expect(problems({ variants: many }).variants).toContain("at most 80");
  });

  it("takes addresses and tags as the API does", () => {
    expect(problems({ slug: "Stone Ware" }).slug).toBe("Use lower-case letters, digits and single hyphens.");
    expect(problems({ slug: "stone-ware-2" })).toEqual({});
    expect(problems({ tags: "x".repeat(41) }).tags).toBe("Use at most 40 characters for each tag.");
  });
});
