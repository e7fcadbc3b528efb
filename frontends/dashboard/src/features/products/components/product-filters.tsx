"use client";

import { useState } from "react";
import { SlidersHorizontal } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { cn } from "@tradewind/ui/lib/cn";
import { Select } from "@tradewind/ui/select";
import { SearchBox } from "@/components/search-box";
import { useCollectionChoices } from "@/features/collections/api/collections";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { views } from "@/lib/messages/views";
import { useTags } from "../api/products";
import { type ProductFilters as Filters, SORTS, STOCKS } from "../lib/filters";

const t = messages.products;
const f = views.filter;

interface ProductFiltersProps {
  filters: Filters;
  /** `replace` for what changes with every letter. */
  onChange: (change: Partial<Filters>, history?: "push" | "replace") => void;
}

/** Search, stock, collection, tag and order. On phones all but the search fold away. */
export function ProductFilters({ filters, onChange }: ProductFiltersProps) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const tags = useTags(store.id).data ?? [];
  const { choices } = useCollectionChoices(store.id);
  const set = [filters.stock, filters.collection, filters.tag].filter((one) => one !== null).length;
  return (
    <div className="grid gap-2 border-b px-3 py-2.5 lg:flex lg:items-center">
      <div className="flex gap-2 lg:flex-1">
        <SearchBox
          label={t.list.search}
          placeholder={t.list.searchPlaceholder}
          clearLabel={t.list.clearSearch}
          value={filters.search}
          onSearch={(search) => onChange({ search }, "replace")}
        />
        <Button
          variant="outline"
          className="h-9 shrink-0 md:h-8 lg:hidden"
          aria-expanded={open}
          aria-label={f.opened(set)}
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal aria-hidden />
          {set > 0 ? set : null}
        </Button>
      </div>
      <div className={cn("grid grid-cols-2 gap-2 lg:flex", !open && "hidden lg:flex")}>
        <Select
          aria-label={f.stock}
          className="lg:w-34"
          value={filters.stock ?? ""}
          onChange={(event) => onChange({ stock: STOCKS.find((one) => one === event.target.value) ?? null })}
        >
          <option value="">{f.any.stock}</option>
          {STOCKS.map((stock) => (
            <option key={stock} value={stock}>
              {f.stocks[stock]}
            </option>
          ))}
        </Select>
        <Select
          aria-label={f.collection}
          className="lg:w-38"
          value={filters.collection ?? ""}
          onChange={(event) => onChange({ collection: event.target.value || null })}
        >
          <option value="">{f.any.collection}</option>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Select>
        <Select
          aria-label={f.tag}
          className="lg:w-32"
          value={filters.tag ?? ""}
          onChange={(event) => onChange({ tag: event.target.value || null })}
        >
          <option value="">{f.any.tag}</option>
          {filters.tag && !tags.some((one) => one.tag === filters.tag) ? <option value={filters.tag}>{filters.tag}</option> : null}
          {tags.map(({ tag, count }) => (
            <option key={tag} value={tag}>
              {f.tagCount(tag, count)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={f.sort}
          className="lg:w-40"
          value={filters.sort}
          onChange={(event) => onChange({ sort: SORTS.find((one) => one === event.target.value) ?? "newest" })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {f.sorts[sort]}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
