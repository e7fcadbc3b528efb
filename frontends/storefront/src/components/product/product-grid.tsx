import { clsx } from "clsx";
import type { ProductCard as Card } from "@tradewind/api-client";
import { ProductCard } from "./product-card";

interface ProductGridProps {
  cards: readonly Card[];
  locale: string;
  /** How many pictures are fetched at once. */
  eager?: number;
  heading?: "h2" | "h3";
  /** Beside a column of filters. */
  narrow?: boolean;
}

export function ProductGrid({ cards, locale, eager = 0, heading, narrow = false }: ProductGridProps) {
  return (
    <ul
      className={clsx(
        "grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 md:grid-cols-3 lg:gap-y-12",
        narrow ? "xl:grid-cols-4" : "lg:grid-cols-4",
      )}
    >
      {cards.map((card, index) => (
        <li key={card.id}>
          <ProductCard card={card} locale={locale} priority={index < eager} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
