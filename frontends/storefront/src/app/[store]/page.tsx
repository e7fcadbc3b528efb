import type { Metadata } from "next";
import { buttonClass } from "@/components/button";
import { JsonLd } from "@/components/json-ld";
import { ProductGrid } from "@/components/product/product-grid";
import { Hero } from "@/components/shell/hero";
import { Trust } from "@/components/shell/trust";
import { ShopLink } from "@/components/shop";
import { formatCount } from "@tradewind/ui/lib/money";
import { storeOrigin } from "@/lib/config";
import { getProductPage, getStore } from "@/lib/data";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { pageMetadata, socialImage } from "@/lib/shop-metadata";
import { organizationData } from "@/lib/structured-data";

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

const SHOWN = 8;

async function load() {
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, list] = await Promise.all([getStore(tenant.slug), getProductPage(tenant.slug, 1)]);
  // The large picture is something that can be bought, if anything can.
  const pictured = list.items.filter((card) => card.image);
  return { store, list, featured: pictured.find((card) => card.available) ?? pictured[0] ?? null };
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
  const { store, list, featured } = data;
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
        <Trust />
      </div>
    </>
  );
}
