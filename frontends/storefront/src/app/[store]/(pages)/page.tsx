import type { Metadata } from "next";
import type { CollectionSummary } from "@tradewind/api-client";
import { buttonClass } from "@/components/button";
import { CollectionCard } from "@/components/collection/collection-card";
import { JsonLd } from "@/components/json-ld";
import { ProductGrid } from "@/components/product/product-grid";
import { Hero } from "@/components/shell/hero";
import { Trust } from "@/components/shell/trust";
import { ShopLink } from "@/components/shop";
import { formatCount } from "@tradewind/ui/lib/money";
import { storeOrigin } from "@/lib/config";
import { collectionsOrNone, getProductPage, getStore } from "@/lib/data";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { pageMetadata, socialImage } from "@/lib/shop-metadata";
import { organizationData } from "@/lib/structured-data";

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

const SHOWN = 8;
const SHOWN_COLLECTIONS = 6;

async function load() {
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, list, collections] = await Promise.all([
    getStore(tenant.slug),
    getProductPage(tenant.slug, 1),
    collectionsOrNone(tenant.slug),
  ]);
  // The large picture is something that can be bought, if anything can.
  const pictured = list.items.filter((card) => card.image);
  return { store, list, collections, featured: pictured.find((card) => card.available) ?? pictured[0] ?? null };
}

export async function generateMetadata(): Promise<Metadata> {
  const data = await load();
  if (!data) return {};
  const { store, featured } = data;
  const description = store.description || messages.home.fallbackLead(store.name);
  return pageMetadata({ store, path: "/", description, image: socialImage(featured?.image) });
}

export default async function HomePage() {
  const data = await load();
  if (!data) return null;
  const { store, list, collections, featured } = data;
  const cards = list.items.filter((card) => card.id !== featured?.id || list.items.length <= 4).slice(0, SHOWN);
  return (
    <>
      <JsonLd data={organizationData(store, storeOrigin(store.slug))} />
      <Hero store={store} featured={featured} />
      <div className="wrap pt-14 sm:pt-20">
        {cards.length === 0 ? (
          <div className="py-10 text-center">
            <h2 className="display text-2xl">{messages.home.emptyTitle}</h2>
            <p className="mt-2 text-muted">{messages.home.emptyText}</p>
          </div>
        ) : (
          <section aria-labelledby="newest">
            <h2 id="newest" className="display mb-7 text-[clamp(1.5rem,1.2rem+1vw,2rem)]">
              {messages.home.newest}
            </h2>
            <ProductGrid cards={cards} locale={store.locale} />
            {list.total > cards.length && (
              <p className="mt-12 text-center">
                <ShopLink to="/products" className={buttonClass({ variant: "outline", size: "lg" })}>
                  {messages.home.seeAll(formatCount(list.total, store.locale))}
                </ShopLink>
              </p>
            )}
          </section>
        )}
        {collections.length > 0 && <CollectionShelf collections={collections} locale={store.locale} />}
        <Trust />
      </div>
    </>
  );
}

/** Those that hold something, with a picture first. */
function CollectionShelf({ collections, locale }: { collections: readonly CollectionSummary[]; locale: string }) {
  const rank = (collection: CollectionSummary) => (collection.image ? 1 : 0);
  const filled = collections.filter((collection) => collection.product_count !== 0);
  const shown = filled.toSorted((a, b) => rank(b) - rank(a)).slice(0, SHOWN_COLLECTIONS);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="collections" className="mt-20">
      <div className="mb-7 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="collections" className="display text-[clamp(1.5rem,1.2rem+1vw,2rem)]">
          {messages.collections.heading}
        </h2>
        {collections.length > shown.length && (
          <ShopLink to="/collections" className="inline-flex min-h-11 items-center text-sm font-medium underline underline-offset-4">
            {messages.collections.seeAll}
          </ShopLink>
        )}
      </div>
      <ul className="grid gap-x-6 gap-y-9 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((collection) => (
          <li key={collection.id}>
            <CollectionCard collection={collection} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  );
}
