import { clsx } from "clsx";
import type { Money } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { messages } from "@/lib/messages";

interface PriceProps {
  price: Money;
  compareAt?: Money | null;
  /** Not every variant costs the same: `From $19.00`. */
  from?: boolean;
  locale: string;
  className?: string;
}

/** A price, with what it was before where it is reduced. */
export function Price({ price, compareAt, from = false, locale, className }: PriceProps) {
  const text = formatMoney(price, { locale });
  const reduced = compareAt && compareAt.currency === price.currency && compareAt.amount > price.amount ? compareAt : null;
  return (
    <p className={clsx("flex flex-wrap items-baseline gap-x-2 tabular-nums", className)} suppressHydrationWarning>
      {reduced && <span className="sr-only">{messages.price.now}</span>}
      <span className={reduced ? "text-sale" : undefined} suppressHydrationWarning>
        {from ? messages.price.from(text) : text}
      </span>
      {reduced && (
        <>
          <span className="sr-only">{messages.price.was}</span>
          <s className="text-[0.875em] font-normal text-muted" suppressHydrationWarning>
            {formatMoney(reduced, { locale })}
          </s>
        </>
      )}
    </p>
  );
}
