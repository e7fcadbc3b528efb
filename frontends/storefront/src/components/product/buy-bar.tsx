"use client";

import { clsx } from "clsx";
import { type RefObject, useEffect, useState } from "react";
import type { PublicImage, PublicVariant } from "@tradewind/api-client";
import { Button } from "@/components/button";
import { Picture } from "@/components/picture";
import { Price } from "@/components/price";
import { messages } from "@/lib/messages";

interface BuyBarProps {
  /** While this button is in sight the bar is not needed. */
  button: RefObject<HTMLElement | null>;
  title: string;
  variant: PublicVariant;
  variantName: string;
  image: PublicImage | null;
  locale: string;
  onAdd: () => void;
}

/** Price and button at the foot of a phone's screen, once the real ones have scrolled away. */
export function BuyBar({ button, title, variant, variantName, image, locale, onAdd }: BuyBarProps) {
  const [visible, setVisible] = useState(false);

  useEffect(() => {
    const element = button.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setVisible(entry !== undefined && !entry.isIntersecting));
    observer.observe(element);
    return () => observer.disconnect();
  }, [button]);

  return (
    <section
      aria-label={messages.product.buyBar}
      data-buy-bar
      inert={!visible}
      className={clsx(
        "fixed inset-x-0 bottom-0 z-30 border-t bg-bg px-4 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] transition-transform duration-200 lg:hidden",
        visible ? "translate-y-0" : "invisible translate-y-full",
      )}
    >
      <div className="flex items-center gap-3">
        <div className="size-12 shrink-0 overflow-hidden rounded-card">
          <Picture image={image} title={title} sizes="48px" decorative />
        </div>
        <div className="min-w-0 flex-1 leading-tight">
          <p className="truncate text-sm font-medium">{variantName || title}</p>
          <Price price={variant.price} compareAt={variant.compare_at_price} locale={locale} className="text-sm" />
        </div>
        <Button className="shrink-0" disabled={!variant.available} onClick={onAdd}>
          {variant.available ? messages.product.add : messages.product.soldOut}
        </Button>
      </div>
    </section>
  );
}
