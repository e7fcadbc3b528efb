"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useRef, useState, useTransition } from "react";
import { Button, buttonClass } from "@/components/button";
import { useShop } from "@/components/shop";
import { storeHref } from "@/lib/links";
import { messages } from "@/lib/messages";
import { readSearch, type Search, searchPath, sortChoices } from "@/lib/search/query";
import { FilterFields, type FilterFieldsProps } from "./filter-fields";

const text = messages.search;

interface SearchViewProps extends FilterFieldsProps {
  /** How many filters are chosen. */
  chosen: number;
  total: string;
  /** Chips, products, pages: rendered on the server. */
  children: ReactNode;
}

/**
 * Filters and order beside the results. One form in the shape of the address: it is sent as it stands without
 * JavaScript; with it, every change asks for the same address in the background.
 */
export function SearchView({ chosen, total, children, ...fields }: SearchViewProps) {
  const { search } = fields;
  const shop = useShop();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const id = useId();

  const go = (form: HTMLFormElement) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") query.append(name, value);
    const path = searchPath(readSearch(query));
    if (path !== searchPath({ ...search, page: 1 })) startTransition(() => router.replace(storeHref(shop, path), { scroll: false }));
  };
  const kept = (
    <>
      {search.q && <input type="hidden" name="q" value={search.q} />}
      {shop.byQuery && <input type="hidden" name="store" value={shop.slug} />}
    </>
  );
  return (
    <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:items-start lg:gap-x-12">
      <p role="status" className="sr-only">
        {pending ? text.updating : ""}
      </p>
      <form
        id={id}
        action="/search"
        aria-label={text.filters}
        onChange={(event) => go(event.currentTarget)}
        onSubmit={(event) => {
          event.preventDefault();
          go(event.currentTarget);
        }}
        className="max-lg:hidden"
      >
        {kept}
        <FilterFields {...fields} />
        <noscript>
          <button className={buttonClass({}, "mt-5 w-full")}>{text.apply}</button>
        </noscript>
      </form>
      <div className="min-w-0">
        <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
          <FilterSheet chosen={chosen} total={total} pending={pending} kept={kept} fields={fields} onChange={go} />
          <SortField form={id} search={search} onChange={go} />
        </div>
        <div aria-busy={pending || undefined} className={pending ? "opacity-60 transition-opacity delay-150" : undefined}>
          {children}
        </div>
      </div>
    </div>
  );
}

function SortField({ form, search, onChange }: { form: string; search: Search; onChange: (form: HTMLFormElement) => void }) {
  const id = useId();
  const { usual, others } = sortChoices(search);
  const value = others.find((sort) => sort === search.sort) ?? "";
  return (
    <div className="ml-auto flex items-center gap-2">
      <label htmlFor={id} className="text-sm text-muted max-sm:sr-only">
        {text.sort}
      </label>
      <select
        id={id}
        key={value}
        name="sort"
        form={form}
        defaultValue={value}
        onChange={(event) => {
          // A field outside of its form: the form does not hear of the change.
          if (event.currentTarget.form) onChange(event.currentTarget.form);
        }}
        className="h-11 rounded-control border border-control bg-surface pr-8 pl-3 text-sm"
      >
        <option value="">{text.sorts[usual]}</option>
        {others.map((sort) => (
          <option key={sort} value={sort}>
            {text.sorts[sort]}
          </option>
        ))}
      </select>
      <noscript>
        <button form={form} className={buttonClass({ variant: "outline" })}>
          {text.apply}
        </button>
      </noscript>
    </div>
  );
}

interface FilterSheetProps {
  chosen: number;
  total: string;
  pending: boolean;
  kept: ReactNode;
  fields: FilterFieldsProps;
  onChange: (form: HTMLFormElement) => void;
}

/** The filters on a phone: a sheet over the results, which change behind it. Without JavaScript they unfold in place. */
function FilterSheet({ chosen, total, pending, kept, fields, onChange }: FilterSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const title = useId();
  const { sort } = fields.search;
  return (
    <div className="lg:hidden">
      <button
        type="button"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
        className={buttonClass({ variant: "outline" })}
        data-needs-script
      >
        <SlidersHorizontal aria-hidden className="size-4" />
        {text.filtersOf(chosen)}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={title}
        onClose={() => setOpen(false)}
        onClick={(event) => {
          if (event.target === event.currentTarget) dialog.current?.close();
        }}
        className="sheet fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-[27rem] flex-col bg-bg text-fg shadow-2xl open:flex"
      >
        {open && (
          <>
            <div className="flex h-16 shrink-0 items-center justify-between border-b pr-2.5 pl-5">
              <h2 id={title} className="display text-xl">
                {text.filters}
              </h2>
              <button
                type="button"
                aria-label={text.closeFilters}
                onClick={() => dialog.current?.close()}
                className="grid size-11 place-items-center rounded-control hover:bg-soft"
              >
                <X aria-hidden className="size-5" />
              </button>
            </div>
            <form
              action="/search"
              aria-label={text.filters}
              onChange={(event) => onChange(event.currentTarget)}
              onSubmit={(event) => {
                event.preventDefault();
                onChange(event.currentTarget);
                dialog.current?.close();
              }}
              className="flex min-h-0 flex-1 flex-col"
            >
              {kept}
              {sort && <input type="hidden" name="sort" value={sort} />}
              <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-5">
                <FilterFields {...fields} />
              </div>
              <div className="shrink-0 border-t bg-surface px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
                <Button type="submit" size="lg" className="w-full" pending={pending}>
                  {text.show(total)}
                </Button>
              </div>
            </form>
          </>
        )}
      </dialog>
    </div>
  );
}
