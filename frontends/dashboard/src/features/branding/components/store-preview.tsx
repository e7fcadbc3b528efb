"use client";

import type { CSSProperties } from "react";
import type { Look, Money } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { imageUrl } from "@/components/thumbnail";
import { useProducts } from "@/features/products/api/products";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { previewStyle } from "../lib/look";
import "../preview-fonts.css";

const t = messages.settings.branding;

interface StorePreviewProps {
  look: Look;
  logoUrl: string | null;
  /** Null where none is shown. */
  announcement: string | null;
}

interface Ware {
  title: string;
  price: Money;
  image: string | null;
}

/** The storefront in small: its colours, type and corners, with this store's name and products. Nothing in it can be pressed. */
export function StorePreview({ look, logoUrl, announcement }: StorePreviewProps) {
  const store = useStore();
  const wares = useWares();
  const display: CSSProperties = { fontFamily: "var(--p-display)", fontWeight: "var(--p-weight)", letterSpacing: "-0.02em" };
  return (
    <figure aria-label={t.preview} className="overflow-hidden rounded-lg border">
      <div
        style={{ ...previewStyle(look), fontFamily: "var(--p-body)" } as CSSProperties}
        className="bg-(--p-bg) text-[13px] leading-5 text-(--p-fg)"
      >
        {announcement ? (
          <p data-part="announcement" className="bg-(--p-accent) px-3 py-1.5 text-center text-xs font-medium break-words text-(--p-on-accent)">
            {announcement}
          </p>
        ) : null}
        <div className="flex h-12 items-center gap-3 border-b border-(--p-line) px-4">
          <div className="min-w-0 flex-1">
            {logoUrl ? (
              <img src={logoUrl} alt={t.logoAlt} className="h-6 max-w-36 object-contain object-left" />
            ) : (
              <p className="truncate text-base" style={display}>
                {store.name}
              </p>
            )}
          </div>
          <span>{t.previewAll}</span>
          <span>{t.previewCart}</span>
        </div>
        <div className="p-4">
          <p className="text-xl leading-7" style={display}>
            {t.previewHeading}
          </p>
          <div className="mt-3 grid grid-cols-2 gap-3">
            {wares.map((ware) => (
              <div key={ware.title} className="min-w-0">
                <div className="aspect-square overflow-hidden rounded-(--p-card) bg-(--p-soft)">
                  {ware.image ? <img src={ware.image} alt="" className="size-full object-cover" /> : null}
                </div>
                <p className="mt-2 truncate" style={{ fontWeight: "var(--p-title)" }}>
                  {ware.title}
                </p>
                <p className="text-(--p-muted) tabular-nums">{formatMoney(ware.price, { locale: store.locale })}</p>
              </div>
            ))}
          </div>
          <p
            data-part="button"
            className="mt-4 flex h-10 items-center justify-center rounded-(--p-control) bg-(--p-accent) px-4 font-medium text-(--p-on-accent)"
          >
            {t.previewButton}
          </p>
        </div>
      </div>
    </figure>
  );
}

/** Two products of the store, or two that could be, while there are none. */
function useWares(): Ware[] {
  const store = useStore();
  const products = useProducts(store.id, { search: "", status: "active", page: 1, perPage: 2 });
  const own = (products.data?.items ?? []).map((product): Ware => {
    const cover = product.images[0];
    return { title: product.title, price: product.price_min, image: cover ? imageUrl(cover.sources, 400) : null };
  });
  const invented = t.previewProducts.map((title): Ware => ({ title, price: { amount: 2_400, currency: store.currency }, image: null }));
  return [...own, ...invented].slice(0, 2);
}
