import { describe, expect, it } from "vitest";
import type { SearchFacets } from "@tradewind/api-client";
import { usd } from "../../../test/fixtures";
import { chosenFilters, facetValues, withoutFilters } from "./filters";
import { apiQuery, EMPTY_SEARCH, isFiltered, minorUnits, priceHint, readSearch, searchPath, searchQuery, sortChoices } from "./query";

const read = (query: string) => readSearch(new URLSearchParams(query));
const facets: SearchFacets = {
  collections: [{ slug: "tea", title: "Tea time", count: 3 }],
  price: { min: usd(450), max: usd(9_950) },
  options: [{ name: "Size", values: [{ value: "M", count: 2 }, { value: "L", count: 0 }] }],
  in_stock: 3,
};
const shown = { facets, currency: "USD", locale: "en-US" };

describe("the search in an address", () => {
  it("is read, and written in one way", () => {
    const query = "page=2&sort=price_asc&option=Size:M&option=Colour:Red&in_stock=1&price_max=20,5&price_min=3&collection=tea&q=%20green%20%20tea";
    const search = read(query);
    expect(search).toEqual({
      q: "green tea",
      collection: "tea",
      priceMin: "3",
      priceMax: "20.5",
      options: ["Colour:Red", "Size:M"],
      inStock: true,
      sort: "price_asc",
      page: 2,
    });
    expect(searchQuery(search)).toBe(
      "q=green+tea&collection=tea&price_min=3&price_max=20.5&option=Colour%3ARed&option=Size%3AM&in_stock=1&sort=price_asc&page=2",
    );
    expect(read(searchQuery(search))).toEqual(search);
  });

  it("leaves out what cannot be meant", () => {
    const query = "q=%20&collection=../x&price_min=-1&price_max=1e9&option=Size&option=:M&in_stock=yes&sort=cheapest&page=0&utm_source=mail";
    expect(read(query)).toEqual(EMPTY_SEARCH);
    expect(searchPath(EMPTY_SEARCH)).toBe("/search");
    expect(read(`q=${"a".repeat(300)}`).q).toHaveLength(100);
    expect(read(Array.from({ length: 40 }, (_, index) => `option=Size:${index}`).join("&")).options).toHaveLength(20);
  });

  it("names a value once, whatever it contains", () => {
    expect(read("option=Size:M&option=Size:M&option=Fit:a:b").options).toEqual(["Fit:a:b", "Size:M"]);
  });
});

describe("the API's question", () => {
  it("has prices in minor units, the lower one first", () => {
    expect(apiQuery(read("price_min=20.5&price_max=3&in_stock=1&q=a"), "USD")).toBe("q=a&price_min=300&price_max=2050&in_stock=true");
    expect(apiQuery(read("price_min=2000"), "JPY")).toBe("price_min=2000");
    expect(apiQuery(read("price_min=1.2345"), "KWD")).toBe("");
    expect(apiQuery(read("price_min=1.234"), "KWD")).toBe("price_min=1234");
  });

  it.each([["", 2, null], ["0", 2, 0], ["12.5", 2, 1250], ["12.999", 2, 1299], ["12", 0, 12]])("%s with %i digits is %s", (text, digits, amount) =>
    expect(minorUnits(text, digits)).toBe(amount),
  );

  it("suggests whole prices around what there is", () => {
    expect([priceHint(450, "USD", "down"), priceHint(9_950, "USD", "up"), priceHint(120, "JPY", "up")]).toEqual(["4", "100", "120"]);
  });
});

describe("filters", () => {
  const search = read("q=tea&collection=tea&price_min=3&price_max=20.5&option=Size:M&in_stock=1&page=4");

  it("are named, and let go of one by one, from the first page", () => {
    const chosen = chosenFilters(search, shown);
    expect(chosen.map(({ name }) => name)).toEqual(["Tea time", "From $3", "Up to $20.50", "Size: M", "Can be bought now"]);
    expect(chosen.map(({ without }) => searchQuery(without).split("&").length)).toEqual([5, 5, 5, 5, 5]);
    expect(chosen.every(({ without }) => without.page === 1 && without.q === "tea")).toBe(true);
    expect(searchPath(withoutFilters(search))).toBe("/search?q=tea");
    expect([isFiltered(search), isFiltered(withoutFilters(search))]).toEqual([true, false]);
  });

  it("show a chosen value also when nothing has it any more", () => {
    expect(facetValues(facets.options[0]!, ["size:m", "Size:XL", "Colour:Red"])).toEqual([
      { value: "M", count: 2, id: "Size:M", checked: true },
      { value: "L", count: 0, id: "Size:L", checked: false },
      { value: "XL", count: 0, id: "Size:XL", checked: true },
    ]);
  });

  it("come in an order that fits what is asked", () => {
    expect(sortChoices({ q: "tea", collection: null }).usual).toBe("relevance");
    expect(sortChoices({ q: "", collection: "tea" })).toEqual({ usual: "arranged", others: ["newest", "price_asc", "price_desc", "title"] });
    expect(sortChoices({ q: "", collection: null })).toEqual({ usual: "newest", others: ["price_asc", "price_desc", "title"] });
  });
});
