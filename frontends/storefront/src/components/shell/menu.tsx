"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { CollectionSummary, PublicStore } from "@tradewind/api-client";
import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";
import { pagePath, publishedPages } from "@/lib/pages";

const SHOWN = 8;
const LINK = "flex min-h-12 items-center text-lg hover:underline underline-offset-4";

interface MenuProps {
  store: Pick<PublicStore, "pages">;
  collections: readonly Pick<CollectionSummary, "slug" | "title">[];
}

/** The shop's shelves and pages on a phone. An element of the browser's own: it opens without JavaScript too. */
export function Menu({ store, collections }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();

  const close = () => {
    if (details.current) details.current.open = false;
  };
  useEffect(close, [pathname]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !details.current?.open) return;
      close();
      details.current.querySelector("summary")?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const pages = publishedPages(store);
  return (
    <details ref={details} className="group -ml-2.5 md:hidden">
      <summary
        aria-label={messages.nav.menu}
        className="grid size-11 cursor-pointer list-none place-items-center rounded-control hover:bg-soft [&::-webkit-details-marker]:hidden"
      >
        <MenuIcon aria-hidden className="size-5.5 group-open:hidden" strokeWidth={1.75} />
        <X aria-hidden className="hidden size-5.5 group-open:block" strokeWidth={1.75} />
      </summary>
      <nav
        aria-label={messages.nav.menu}
        onClick={(event) => {
          if ((event.target as HTMLElement).closest("a")) close();
        }}
        className="absolute inset-x-0 top-full max-h-[calc(100svh-4rem)] overflow-y-auto border-y bg-bg pb-6 shadow-lg"
      >
        <ul className="wrap divide-y pt-1">
          <li>
            <ShopLink to="/products" className={LINK}>
              {messages.nav.all}
            </ShopLink>
          </li>
          {collections.slice(0, SHOWN).map(({ slug, title }) => (
            <li key={slug}>
              <ShopLink to={`/collections/${slug}`} prefetch={false} className={LINK} dir="auto">
                {title}
              </ShopLink>
            </li>
          ))}
          {collections.length > SHOWN && (
            <li>
              <ShopLink to="/collections" prefetch={false} className={LINK}>
                {messages.collections.seeAll}
              </ShopLink>
            </li>
          )}
          {pages.map(({ kind, title }) => (
            <li key={kind}>
              <ShopLink to={pagePath(kind)} prefetch={false} className="flex min-h-11 items-center text-muted hover:underline" dir="auto">
                {title}
              </ShopLink>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
