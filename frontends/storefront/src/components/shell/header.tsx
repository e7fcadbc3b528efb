import { Search } from "lucide-react";
import type { CollectionSummary, PublicStore } from "@tradewind/api-client";
import { CartButton } from "@/components/cart/cart-button";
import { SearchField } from "@/components/search/search-field";
import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";
import { Logo } from "./logo";
import { Menu } from "./menu";

const LINK = "inline-flex min-h-11 items-center px-2 text-[15px] whitespace-nowrap underline-offset-4 hover:underline";

interface HeaderProps {
  store: Pick<PublicStore, "name" | "branding" | "pages">;
  collections: readonly CollectionSummary[];
}

export function Header({ store, collections }: HeaderProps) {
  return (
    <header className="sticky top-0 z-20 border-b bg-bg/95 backdrop-blur-sm">
      <div className="wrap flex h-16 items-center gap-1 md:gap-4">
        <Menu store={store} collections={collections} />
        <div className="min-w-0 flex-1">
          <Logo store={store} />
        </div>
        <nav aria-label={messages.nav.label} className="hidden gap-1 md:flex">
          <ShopLink to="/products" className={LINK}>
            {messages.nav.all}
          </ShopLink>
          {collections.length > 0 && (
            <ShopLink to="/collections" className={LINK}>
              {messages.nav.collections}
            </ShopLink>
          )}
        </nav>
        <SearchField className="hidden w-56 md:block lg:w-72" />
        <ShopLink
          to="/search"
          prefetch={false}
          aria-label={messages.nav.search}
          className="grid size-11 place-items-center rounded-control hover:bg-soft md:hidden"
        >
          <Search aria-hidden className="size-5.5" strokeWidth={1.75} />
        </ShopLink>
        <CartButton />
      </div>
    </header>
  );
}
