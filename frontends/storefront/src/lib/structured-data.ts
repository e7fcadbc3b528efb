import type { PublicProduct, PublicStore } from "@tradewind/api-client";
import { currencyExponent, toDecimalString } from "@tradewind/ui/lib/money";

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

/** JSON that cannot end the script element it stands in, whatever a merchant named a thing. */
export function safeJson(value: Json): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const decimal = ({ amount, currency }: { amount: number; currency: string }) => toDecimalString(amount, currencyExponent(currency));

const availability = (available: boolean) => `https://schema.org/${available ? "InStock" : "OutOfStock"}`;

export function organizationData(store: PublicStore, origin: string): Json {
  return {
    "@context": "https://schema.org",
    "@type": "Organization",
    name: store.name,
    url: `${origin}/`,
    description: store.description || undefined,
  };
}

export function breadcrumbData(steps: readonly { name: string; url: string }[]): Json {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map((step, index) => ({ "@type": "ListItem", position: index + 1, name: step.name, item: step.url })),
  };
}

export function productData(product: PublicProduct, store: PublicStore, origin: string): Json {
  const url = `${origin}/products/${product.slug}`;
  const seller: Json = { "@type": "Organization", name: store.name };
  const offers = product.variants.map((variant): Json => ({
    "@type": "Offer",
    url: product.variants.length > 1 ? `${url}?variant=${encodeURIComponent(variant.id)}` : url,
    name: product.variants.length > 1 ? variant.name : undefined,
    price: decimal(variant.price),
    priceCurrency: variant.price.currency,
    availability: availability(variant.available),
    itemCondition: "https://schema.org/NewCondition",
    seller,
  }));
  const range: Json = {
    "@type": "AggregateOffer",
    lowPrice: decimal(product.price),
    highPrice: decimal(product.price_max),
    priceCurrency: product.price.currency,
    offerCount: product.variants.length,
    availability: availability(product.available),
    offers,
  };
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.description || product.seo.description,
    url,
    sku: product.id,
    image: product.images.flatMap((image) => image.sources.at(-1)?.url ?? []),
    offers: offers.length === 1 ? offers[0] : range,
  };
}
