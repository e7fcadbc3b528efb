"use client";

import { type ReactNode, useId } from "react";
import type { SearchFacets } from "@tradewind/api-client";
import { formatCount } from "@tradewind/ui/lib/money";
import { messages } from "@/lib/messages";
import { facetValues } from "@/lib/search/filters";
import { priceHint, type Search } from "@/lib/search/query";

const text = messages.search;

export interface FilterFieldsProps {
  search: Search;
  facets: SearchFacets;
  currency: string;
  locale: string;
}

/** The filters as fields of a form, each value with the number of products it would leave. */
export function FilterFields({ search, facets, currency, locale }: FilterFieldsProps) {
  const id = useId();
  const anyCollection = facets.collections.length > 0 || search.collection !== null;
  const known = facets.collections.some(({ slug }) => slug === search.collection);
  return (
    <>
      {anyCollection && (
        <Group legend={text.collection}>
          <Choice type="radio" name="collection" value="" checked={search.collection === null} label={text.anyCollection} />
          {facets.collections.map(({ slug, title, count }) => (
            <Choice
              key={slug}
              type="radio"
              name="collection"
              value={slug}
              checked={search.collection === slug}
              label={title}
              count={formatCount(count, locale)}
            />
          ))}
          {search.collection !== null && !known && (
            <Choice type="radio" name="collection" value={search.collection} checked label={search.collection} count="0" />
          )}
        </Group>
      )}
      <Group legend={text.availability}>
        <Choice
          type="checkbox"
          name="in_stock"
          value="1"
          checked={search.inStock}
          label={text.inStock}
          count={formatCount(facets.in_stock, locale)}
        />
      </Group>
      {(facets.price || search.priceMin || search.priceMax) && (
        <Group legend={text.price}>
          <div className="flex items-center gap-2">
            <PriceField
              id={`${id}-min`}
              name="price_min"
              label={text.priceMin(currency)}
              value={search.priceMin}
              hint={facets.price ? priceHint(facets.price.min.amount, currency, "down") : ""}
            />
            <span aria-hidden className="text-muted">
              –
            </span>
            <PriceField
              id={`${id}-max`}
              name="price_max"
              label={text.priceMax(currency)}
              value={search.priceMax}
              hint={facets.price ? priceHint(facets.price.max.amount, currency, "up") : ""}
            />
            <span aria-hidden className="text-sm text-muted">
              {currency}
            </span>
          </div>
        </Group>
      )}
      {facets.options.map((facet) => (
        <Group key={facet.name} legend={facet.name}>
          {facetValues(facet, search.options).map(({ value, count, id: option, checked }) => (
            <Choice
              key={option}
              type="checkbox"
              name="option"
              value={option}
              checked={checked}
              label={value}
              count={formatCount(count, locale)}
              faint={count === 0}
            />
          ))}
        </Group>
      ))}
    </>
  );
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="border-b py-5 first:pt-0">
      <legend className="float-left mb-2 w-full font-medium" dir="auto">
        {legend}
      </legend>
      <div className="clear-both max-h-72 overflow-y-auto">{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  type: "checkbox" | "radio";
  name: string;
  value: string;
  checked: boolean;
  label: string;
  count?: string;
  faint?: boolean;
}

/** Uncontrolled, and made anew when the search says otherwise: the form is the state between two searches. */
function Choice({ type, name, value, checked, label, count, faint = false }: ChoiceProps) {
  return (
    <label className={`flex min-h-11 cursor-pointer items-center gap-3 text-[15px] md:min-h-9 ${faint && !checked ? "text-muted" : ""}`}>
      <input
        key={String(checked)}
        type={type}
        name={name}
        value={value}
        defaultChecked={checked}
        className="size-4.5 shrink-0 accent-(--accent)"
      />
      <span className="min-w-0 flex-1 leading-snug" dir="auto">
        {label}
      </span>
      {count !== undefined && <span className="text-sm text-muted tabular-nums">{count}</span>}
    </label>
  );
}

function PriceField({ id, name, label, value, hint }: { id: string; name: string; label: string; value: string; hint: string }) {
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        key={value}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        name={name}
        defaultValue={value}
        placeholder={hint}
        className="h-11 w-full min-w-0 rounded-control border border-control bg-surface px-3 text-base tabular-nums placeholder:text-muted md:h-10 md:text-sm"
      />
    </>
  );
}
