"use client";

import { Check } from "lucide-react";
import { type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from "react";
import type { PublicProduct, PublicVariant } from "@tradewind/api-client";
import { Button } from "@/components/button";
import { useCart } from "@/components/cart/cart-provider";
import { Price } from "@/components/price";
import { Quantity } from "@/components/quantity";
import { useShop } from "@/components/shop";
import { messages } from "@/lib/messages";
import { axesOf, initialVariant } from "@/lib/product/variants";
import { Availability } from "./availability";
import { BuyBar } from "./buy-bar";
import { Gallery } from "./gallery";
import { VariantFromUrl } from "./variant-from-url";
import { VariantPicker } from "./variant-picker";

export type ViewedProduct = Pick<PublicProduct, "id" | "slug" | "title" | "options" | "variants" | "images">;

const text = messages.product;

/** Pictures, choice and the way into the cart. `children` is the description, rendered on the server. */
export function ProductView({ product, children }: { product: ViewedProduct; children: ReactNode }) {
  const first = initialVariant(product.variants, null);
  return first ? <Chooser product={product} first={first}>{children}</Chooser> : null;
}

function Chooser({ product, first, children }: { product: ViewedProduct; first: PublicVariant; children: ReactNode }) {
  const { locale } = useShop();
  const { add } = useCart();
  const axes = useMemo(() => axesOf(product), [product]);
  const [variant, setVariant] = useState(first);
  const [quantity, setQuantity] = useState(1);
  const button = useRef<HTMLButtonElement>(null);

  const pickById = useCallback(
    (id: string) => setVariant((before) => product.variants.find((candidate) => candidate.id === id) ?? before),
    [product],
  );
  const choose = (next: PublicVariant) => {
    setVariant(next);
    const url = new URL(window.location.href);
    url.searchParams.set("variant", next.id);
    window.history.replaceState(null, "", url);
  };

  const variantName = product.variants.length > 1 ? variant.name : "";
  const image = product.images.find((candidate) => candidate.id === variant.image_id) ?? product.images[0] ?? null;
  const addToCart = () => {
    add({
      productId: product.id,
      variantId: variant.id,
      productSlug: product.slug,
      title: product.title,
      variantName,
      image: image?.sources[0] ? { url: image.sources[0].url, alt: image.alt } : null,
      price: variant.price,
      quantity,
    });
    setQuantity(1);
  };

  return (
    <div className="grid items-start gap-x-14 gap-y-7 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
      <Suspense fallback={null}>
        <VariantFromUrl onVariant={pickById} />
      </Suspense>
      <Gallery images={product.images} title={product.title} wanted={variant.image_id} />
      <div className="lg:sticky lg:top-24">
        <h1 className="display text-[clamp(1.75rem,1.4rem+1.6vw,2.5rem)] leading-[1.12]" dir="auto">
          {product.title}
        </h1>
        <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5" aria-live="polite">
          <Price price={variant.price} compareAt={variant.compare_at_price} locale={locale} className="text-xl font-medium" />
          <Availability available={variant.available} lowStock={variant.low_stock} />
        </div>
        <form
          className="mt-6 space-y-6"
          onSubmit={(event) => {
            event.preventDefault();
            addToCart();
          }}
        >
          {axes.length > 0 && <VariantPicker axes={axes} variants={product.variants} chosen={variant} onChoose={choose} />}
          <div className="flex gap-3">
            <Quantity value={quantity} onChange={setQuantity} labels={{ value: text.quantity, less: text.less, more: text.more }} />
            <Button ref={button} type="submit" size="lg" className="min-w-0 flex-1" disabled={!variant.available}>
              {variant.available ? text.add : text.soldOut}
            </Button>
          </div>
          <noscript>
            <p className="text-sm text-muted">{messages.cart.noScript}</p>
            {product.variants.length > 1 && <VariantList variants={product.variants} locale={locale} />}
          </noscript>
        </form>
        <ul className="mt-6 space-y-1.5 border-y py-4 text-sm text-muted">
          {text.facts.map((fact) => (
            <li key={fact} className="flex items-start gap-2.5">
              <Check aria-hidden className="mt-0.5 size-4 shrink-0" />
              {fact}
            </li>
          ))}
        </ul>
        {children}
      </div>
      <BuyBar
        button={button}
        title={product.title}
        variant={variant}
        variantName={variantName}
        image={image}
        locale={locale}
        onAdd={addToCart}
      />
    </div>
  );
}

/** Where nothing can be chosen: every variant with its price and whether it can be had. */
function VariantList({ variants, locale }: { variants: readonly PublicVariant[]; locale: string }) {
  return (
    <ul aria-label={text.variants} className="mt-4 divide-y border-y">
      {variants.map((variant) => (
        <li key={variant.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2 text-sm">
          <span className="font-medium">{variant.name}</span>
          <Availability available={variant.available} lowStock={variant.low_stock} />
          <Price price={variant.price} compareAt={variant.compare_at_price} locale={locale} />
        </li>
      ))}
    </ul>
  );
}
