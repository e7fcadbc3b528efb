import type { ProductCard as Card } from "@tradewind/api-client";
import { Picture } from "@/components/picture";
import { Price } from "@/components/price";
import { ShopLink } from "@/components/shop";
import { productPath } from "@/lib/links";
import { messages } from "@/lib/messages";

interface ProductCardProps {
  card: Card;
  locale: string;
  /** Above the fold: fetched at once. */
  priority?: boolean;
  heading?: "h2" | "h3";
}

export const CARD_SIZES = "(min-width: 1280px) 290px, (min-width: 1024px) 23vw, (min-width: 768px) 31vw, 46vw";

export function ProductCard({ card, locale, priority = false, heading: Heading = "h3" }: ProductCardProps) {
  const reduced = card.compare_at_price !== null && card.compare_at_price.amount > card.price.amount;
  return (
    <article className="group relative">
      <div className="relative aspect-square overflow-hidden rounded-card">
        <Picture
          image={card.image}
          title={card.title}
          sizes={CARD_SIZES}
          priority={priority}
          decorative
          className="transition-transform duration-500 motion-safe:group-hover:scale-[1.03]"
        />
        {card.second_image && (
          <div className="absolute inset-0 hidden opacity-0 transition-opacity duration-300 group-hover:opacity-100 [@media(hover:hover)]:block">
            <Picture image={card.second_image} title={card.title} sizes={CARD_SIZES} decorative />
          </div>
        )}
        {!card.available ? (
          <Tag className="bg-surface text-fg">{messages.price.soldOut}</Tag>
        ) : reduced ? (
          <Tag className="bg-sale text-white">{messages.price.sale}</Tag>
        ) : (
          card.low_stock && <Tag className="bg-surface text-low-stock">{messages.price.fewLeft}</Tag>
        )}
      </div>
      <Heading className="mt-3 text-[15px] leading-snug" style={{ fontWeight: "var(--title-weight)" }}>
        <ShopLink to={productPath(card.slug)} className="line-clamp-2 after:absolute after:inset-0 group-hover:underline" dir="auto">
          {card.title}
        </ShopLink>
      </Heading>
      <Price
        price={card.price}
        compareAt={card.compare_at_price}
        from={card.price_max.amount > card.price.amount}
        locale={locale}
        className={card.available ? "mt-1 text-[15px]" : "mt-1 text-[15px] text-muted"}
      />
    </article>
  );
}

function Tag({ className, children }: { className: string; children: string }) {
  return (
    <span className={`absolute top-2.5 left-2.5 rounded-control px-2.5 py-1 text-xs leading-none font-medium ${className}`}>{children}</span>
  );
}
