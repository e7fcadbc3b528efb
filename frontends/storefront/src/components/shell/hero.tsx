import type { ProductCard, PublicStore } from "@tradewind/api-client";
import { formatMoney, formatMoneyRange } from "@tradewind/ui/lib/money";
import { buttonClass } from "@/components/button";
import { Picture } from "@/components/picture";
import { ShopLink } from "@/components/shop";
import { productPath } from "@/lib/links";
import { messages } from "@/lib/messages";

/** The merchant's name and words, and one product large. */
export function Hero({ store, featured }: { store: PublicStore; featured: ProductCard | null }) {
  const lead = store.description.trim() || messages.home.fallbackLead(store.name);
  return (
    <section className="bg-hero text-hero-fg">
      <div className="wrap grid items-center gap-x-14 gap-y-8 py-10 sm:py-14 lg:grid-cols-2 lg:py-16">
        <div className="max-w-xl">
          <h1 className="display text-[clamp(2.5rem,1.6rem+4.2vw,4.75rem)] leading-[1.02]" dir="auto">
            {store.name}
          </h1>
          <p className="mt-5 text-[clamp(1.0625rem,1rem+0.4vw,1.3rem)] leading-normal text-hero-muted" dir="auto">
            {lead}
          </p>
          <ShopLink to="/products" className={buttonClass({ variant: "hero", size: "lg" }, "mt-8")}>
            {messages.home.shop}
          </ShopLink>
        </div>
        {featured?.image && (
          <div className="group relative">
            <div className="aspect-[5/4] overflow-hidden rounded-card sm:aspect-[4/3] lg:aspect-square">
              <Picture
                image={featured.image}
                title={featured.title}
                sizes="(min-width: 1280px) 580px, (min-width: 1024px) 46vw, 92vw"
                priority
                decorative
                className="transition-transform duration-700 motion-safe:group-hover:scale-[1.02]"
              />
            </div>
            <p className="mt-3 flex items-baseline justify-between gap-4 text-[15px]">
              <ShopLink to={productPath(featured.slug)} className="min-w-0 truncate font-medium after:absolute after:inset-0 group-hover:underline" dir="auto">
                {featured.title}
              </ShopLink>
              <span className="shrink-0 text-hero-muted tabular-nums">{heroPrice(featured, store.locale)}</span>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

function heroPrice(card: ProductCard, locale: string): string {
  if (!card.available) return `${messages.price.soldOut} · ${formatMoney(card.price, { locale })}`;
  return formatMoneyRange(card.price, card.price_max, { locale });
}
