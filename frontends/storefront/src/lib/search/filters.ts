import type { SearchFacets } from "@tradewind/api-client";
import { currencyExponent, formatMoney } from "@tradewind/ui/lib/money";
import { messages } from "../messages";
import { minorUnits, type Search, withSearch } from "./query";

const text = messages.search;

/** A chosen filter, in words, and the search without it. */
export interface ChosenFilter {
  key: string;
  name: string;
  without: Search;
}

interface Shown {
  facets: SearchFacets;
  currency: string;
  locale: string;
}

/** Every chosen filter, each with the search that lets go of it alone. */
export function chosenFilters(search: Search, { facets, currency, locale }: Shown): ChosenFilter[] {
  const chosen: ChosenFilter[] = [];
  const price = (typed: string) => formatMoney({ amount: minorUnits(typed, currencyExponent(currency)) ?? 0, currency }, { locale, short: true });
  if (search.collection) {
    const title = facets.collections.find(({ slug }) => slug === search.collection)?.title ?? search.collection;
    chosen.push({ key: "collection", name: title, without: withSearch(search, { collection: null }) });
  }
  if (search.priceMin) chosen.push({ key: "min", name: text.priceFrom(price(search.priceMin)), without: withSearch(search, { priceMin: "" }) });
  if (search.priceMax) chosen.push({ key: "max", name: text.priceTo(price(search.priceMax)), without: withSearch(search, { priceMax: "" }) });
  for (const option of search.options) {
    const options = search.options.filter((other) => other !== option);
    chosen.push({ key: option, name: option.replace(":", ": "), without: withSearch(search, { options }) });
  }
  if (search.inStock) chosen.push({ key: "stock", name: text.inStock, without: withSearch(search, { inStock: false }) });
  return chosen;
}

export const withoutFilters = (search: Search): Search =>
  withSearch(search, { collection: null, priceMin: "", priceMax: "", options: [], inStock: false });

/** Values in a facet, with those that are chosen although nothing has them any more. */
export function facetValues(
  facet: SearchFacets["options"][number],
  chosen: readonly string[],
): { value: string; count: number; id: string; checked: boolean }[] {
  const fold = (name: string) => name.trim().toLowerCase();
  const wanted = chosen.filter((option) => fold(option.slice(0, option.indexOf(":"))) === fold(facet.name));
  const values = facet.values.map(({ value, count }) => {
    const id = `${facet.name}:${value}`;
    return { value, count, id, checked: wanted.some((option) => fold(option) === fold(id)) };
  });
  const missing = wanted.filter((option) => !values.some(({ id }) => fold(id) === fold(option)));
  return [...values, ...missing.map((id) => ({ value: id.slice(id.indexOf(":") + 1), count: 0, id, checked: true }))];
}
