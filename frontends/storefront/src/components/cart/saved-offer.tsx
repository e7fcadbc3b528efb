"use client";

import { Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { isProblem, unwrap } from "@tradewind/api-client";
import { Button } from "@/components/button";
import { useShop } from "@/components/shop";
import { browserApi } from "@/lib/api/browser";
import { type CartLine, cartCount } from "@/lib/cart/model";
import { linesOfQuote, readSavedId } from "@/lib/cart/saved";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

const text = messages.cart;

type Offer =
  | { kind: "loading" }
  | { kind: "missing" }
  | { kind: "offer"; lines: CartLine[]; gone: number; code: string };

/** `/cart?saved=…`: the cart of another device, to be taken over or left. Nothing is changed before it is asked for. */
export function SavedOffer() {
  const { slug } = useShop();
  const { cart, dispatch, choose } = useCart();
  const [offer, setOffer] = useState<Offer | null>(null);

  useEffect(() => {
    const id = readSavedId(window.location.search);
    if (!id) return;
    let stopped = false;
    const load = async () => {
      setOffer({ kind: "loading" });
      const found = await openSaved(slug, id);
      if (!stopped) setOffer(found);
    };
    void load();
    return () => {
      stopped = true;
    };
  }, [slug]);

  const done = () => {
    setOffer(null);
    const url = new URL(window.location.href);
    url.searchParams.delete("saved");
    window.history.replaceState(null, "", url);
  };
  if (!offer) return null;
  if (offer.kind === "loading") {
    return (
      <p role="status" className="mb-6 rounded-card bg-soft px-5 py-4">
        {text.savedLoading}
      </p>
    );
  }
  if (offer.kind === "missing" || offer.lines.length === 0) {
    return (
      <div role="status" className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-card bg-soft px-5 py-4">
        <p>{offer.kind === "missing" ? text.savedMissing : text.savedEmpty}</p>
        <Button variant="quiet" onClick={done}>
          {text.savedLeave}
        </Button>
      </div>
    );
  }
  const takeOver = (replace: boolean) => {
    dispatch({ type: "take-over", lines: offer.lines, replace });
    if (offer.code) choose({ code: offer.code });
    done();
  };
  return (
    <section aria-labelledby="saved-cart" className="mb-8 rounded-card border border-control bg-surface p-5 sm:p-6">
      <h2 id="saved-cart" className="flex items-center gap-2.5 font-medium">
        <Smartphone aria-hidden className="size-5 shrink-0" strokeWidth={1.75} />
        {text.savedTitle}
      </h2>
      <p className="mt-1 text-muted">
        {text.savedText(cartCount({ lines: offer.lines }))} {offer.gone > 0 && text.savedGone(offer.gone)}
      </p>
      <ul className="mt-3 space-y-0.5 text-sm">
        {offer.lines.map((line) => (
          <li key={line.variantId} dir="auto">
            {line.quantity} × {[line.title, line.variantName].filter(Boolean).join(", ")}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        {cart.lines.length === 0 ? (
          <Button onClick={() => takeOver(true)}>{text.savedOpen}</Button>
        ) : (
          <>
            <Button onClick={() => takeOver(false)}>{text.savedMerge}</Button>
            <Button variant="outline" onClick={() => takeOver(true)}>
              {text.savedReplace}
            </Button>
          </>
        )}
        <Button variant="quiet" onClick={done}>
          {text.savedLeave}
        </Button>
      </div>
    </section>
  );
}

async function openSaved(slug: string, id: string): Promise<Offer> {
  const api = browserApi();
  try {
    const saved = await unwrap(api.GET("/api/v1/public/stores/{slug}/carts/{cart_id}", { params: { path: { slug, cart_id: id } } }));
    const body = { items: saved.items, discount_code: "" };
    const quote = await unwrap(api.POST("/api/v1/public/stores/{slug}/checkout/quote", { params: { path: { slug } }, body }));
    return { kind: "offer", ...linesOfQuote(saved, quote), code: saved.discount_code };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { kind: "missing" };
  }
}
