"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { useShop } from "@/components/shop";
import { storeHref } from "@/lib/links";
import { messages } from "@/lib/messages";
import { EMPTY_SEARCH, readSearch, searchPath } from "@/lib/search/query";

const text = messages.search;

interface SearchFieldProps {
  className?: string;
  /** The words that were searched for. */
  words?: string;
  /** Tells two of them on one page apart. */
  name?: string;
}

/** A plain form to the search page; with JavaScript the page is changed instead of loaded. */
export function SearchField({ className, words = "", name = text.title }: SearchFieldProps) {
  const shop = useShop();
  const router = useRouter();
  const id = useId();
  return (
    <form
      action="/search"
      role="search"
      aria-label={name}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get("q");
        const { q } = readSearch(new URLSearchParams({ q: typeof typed === "string" ? typed : "" }));
        router.push(storeHref(shop, searchPath({ ...EMPTY_SEARCH, q })));
      }}
    >
      {shop.byQuery && <input type="hidden" name="store" value={shop.slug} />}
      <label htmlFor={id} className="sr-only">
        {text.label}
      </label>
      <div className="relative">
        <input
          id={id}
          key={words}
          type="search"
          name="q"
          defaultValue={words}
          maxLength={100}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={text.placeholder}
          className="h-11 w-full min-w-0 appearance-none rounded-control border border-control bg-surface pr-12 pl-4 text-base placeholder:text-muted md:text-sm"
        />
        <button
          type="submit"
          aria-label={text.submit}
          className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-control text-muted hover:text-fg"
        >
          <Search aria-hidden className="size-4.5" />
        </button>
      </div>
    </form>
  );
}
