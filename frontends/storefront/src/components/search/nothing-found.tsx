import { SearchX } from "lucide-react";
import type { CollectionSummary } from "@tradewind/api-client";
import { buttonClass } from "@/components/button";
import { ShopLink } from "@/components/shop";
import { collectionPath } from "@/lib/links";
import { messages } from "@/lib/messages";
import { type Search, searchPath } from "@/lib/search/query";

const SHOWN = 6;

interface NothingFoundProps {
  text: string;
  collections: readonly CollectionSummary[];
  /** The same search without filters. */
  clear?: Search;
}

/** No dead end: the search without its filters, the shelves, and everything. */
export function NothingFound({ text, collections, clear }: NothingFoundProps) {
  const filled = collections.filter((collection) => collection.product_count !== 0).slice(0, SHOWN);
  return (
    <div className="py-12 text-center">
      <SearchX aria-hidden className="mx-auto size-10 text-muted" strokeWidth={1.25} />
      <h2 className="display mt-4 text-2xl">{messages.search.emptyTitle}</h2>
      <p className="mx-auto mt-2 max-w-md text-muted">{text}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        {clear && (
          <ShopLink to={searchPath(clear)} className={buttonClass()}>
            {messages.search.clearAll}
          </ShopLink>
        )}
        <ShopLink to="/products" className={buttonClass({ variant: clear ? "outline" : "primary" })}>
          {messages.state.toShop}
        </ShopLink>
      </div>
      {filled.length > 0 && (
        <div className="mt-10">
          <p className="text-sm text-muted">{messages.search.emptyTips}</p>
          <ul className="mt-3 flex flex-wrap justify-center gap-2">
            {filled.map(({ slug, title }) => (
              <li key={slug}>
                <ShopLink
                  to={collectionPath(slug)}
                  className="inline-flex min-h-11 items-center rounded-control bg-soft px-4 text-sm font-medium hover:underline"
                  dir="auto"
                >
                  {title}
                </ShopLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
