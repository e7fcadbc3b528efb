import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { ShopLink } from "@/components/shop";
import { pageWindow } from "@/lib/links";
import { messages } from "@/lib/messages";

const CELL = "grid h-11 min-w-11 place-items-center rounded-control px-2 text-sm tabular-nums";

/** Plain links to every neighbour and both ends: for shoppers without JavaScript and for search engines. */
export function Pagination({ page, pages, pathOf }: { page: number; pages: number; pathOf: (page: number) => string }) {
  if (pages < 2) return null;
  const { list } = messages;
  return (
    <nav aria-label={list.pages} className="mt-14 flex flex-wrap items-center justify-center gap-1">
      {page > 1 && (
        <ShopLink to={pathOf(page - 1)} rel="prev" aria-label={list.previous} className={clsx(CELL, "hover:bg-soft")}>
          <ChevronLeft aria-hidden className="size-4.5" />
        </ShopLink>
      )}
      {pageWindow(page, pages).map((number, index) =>
        number === null ? (
          <span key={`gap-${index}`} aria-hidden className={clsx(CELL, "text-muted")}>
            …
          </span>
        ) : (
          <ShopLink
            key={number}
            to={pathOf(number)}
            aria-label={list.page(number)}
            aria-current={number === page ? "page" : undefined}
            className={clsx(CELL, number === page ? "bg-accent font-medium text-on-accent" : "hover:bg-soft")}
          >
            {number}
          </ShopLink>
        ),
      )}
      {page < pages && (
        <ShopLink to={pathOf(page + 1)} rel="next" aria-label={list.next} className={clsx(CELL, "hover:bg-soft")}>
          <ChevronRight aria-hidden className="size-4.5" />
        </ShopLink>
      )}
    </nav>
  );
}
