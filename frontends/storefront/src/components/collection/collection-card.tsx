import type { CollectionSummary } from "@tradewind/api-client";
import { formatCount } from "@tradewind/ui/lib/money";
import { Picture } from "@/components/picture";
import { ShopLink } from "@/components/shop";
import { collectionPath } from "@/lib/links";
import { messages } from "@/lib/messages";

const SIZES = "(min-width: 1024px) 30vw, (min-width: 640px) 46vw, 92vw";

interface CollectionCardProps {
  collection: CollectionSummary;
  locale: string;
  heading?: "h2" | "h3";
  priority?: boolean;
}

export function CollectionCard({ collection, locale, heading: Heading = "h3", priority = false }: CollectionCardProps) {
  const { slug, title, description, image, product_count: count } = collection;
  return (
    <article className="group relative">
      <div className="aspect-[3/2] overflow-hidden rounded-card bg-picture">
        {image ? (
          <Picture
            image={image}
            title={title}
            sizes={SIZES}
            priority={priority}
            decorative
            className="transition-transform duration-500 motion-safe:group-hover:scale-[1.03]"
          />
        ) : (
          <div aria-hidden className="grid size-full place-items-center p-6">
            <span className="display line-clamp-2 text-center text-[clamp(1.5rem,1.2rem+1.2vw,2.25rem)] leading-tight text-muted">{title}</span>
          </div>
        )}
      </div>
      <div className="mt-3 flex items-baseline justify-between gap-4">
        <Heading className="min-w-0 leading-snug" style={{ fontWeight: "var(--title-weight)" }}>
          <ShopLink to={collectionPath(slug)} className="line-clamp-2 after:absolute after:inset-0 group-hover:underline" dir="auto">
            {title}
          </ShopLink>
        </Heading>
        {count !== null && (
          <p className="shrink-0 text-sm text-muted tabular-nums">{messages.list.count(count, formatCount(count, locale))}</p>
        )}
      </div>
      {description && (
        <p className="mt-0.5 line-clamp-2 text-sm text-muted" dir="auto">
          {description}
        </p>
      )}
    </article>
  );
}
