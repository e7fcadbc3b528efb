"use client";

import { Smartphone } from "lucide-react";
import { useId, useState } from "react";
import { isProblem, type SavedCart, unwrap } from "@tradewind/api-client";
import { Button } from "@/components/button";
import { useShop } from "@/components/shop";
import { browserApi } from "@/lib/api/browser";
import { quoteFingerprint } from "@/lib/cart/pricing";
import { savedCartKey } from "@/lib/cart/saved";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

const text = messages.cart;

/** Puts the cart where another device finds it, and shows the link that leads there. */
export function ShareCart() {
  const { slug } = useShop();
  const { cart, choices } = useCart();
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  const [made, setMade] = useState<{ url: string; of: string } | null>(null);
  const content = quoteFingerprint(cart, choices);

  const share = async () => {
    setState("pending");
    const items = cart.lines.map(({ productId, variantId, quantity }) => ({ product_id: productId, variant_id: variantId, quantity }));
    try {
      const saved = await save(slug, { items, discount_code: choices.code });
      setMade({ url: saved.url, of: content });
      setState("idle");
    } catch (error) {
      if (!isProblem(error)) throw error;
      setState("failed");
    }
  };
  return (
    <div className="mt-5 px-1 text-sm">
      {made?.of === content ? (
        <MadeLink url={made.url} />
      ) : (
        <Button variant="quiet" className="-ml-3 px-3!" pending={state === "pending"} onClick={() => void share()}>
          <Smartphone aria-hidden className="size-4.5" />
          {state === "pending" ? text.sharePending : text.share}
        </Button>
      )}
      <p role="status" className={state === "failed" ? "font-medium text-danger" : "text-muted"}>
        {state === "failed" ? text.shareFailed : text.shareText}
      </p>
    </div>
  );
}

function MadeLink({ url }: { url: string }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  return (
    <div className="mb-2">
      <label htmlFor={id} className="font-medium">
        {text.shareLink}
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id={id}
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
          className="h-11 w-full min-w-0 rounded-control border border-control bg-surface px-3.5 text-base sm:text-sm"
        />
        <Button
          variant="outline"
          className="shrink-0"
          onClick={() => {
            void navigator.clipboard.writeText(url).then(() => setCopied(true));
          }}
        >
          {text.copy}
        </Button>
      </div>
      <p role="status" className="mt-1 font-medium text-in-stock empty:hidden">
        {copied ? text.copied : ""}
      </p>
    </div>
  );
}

type Body = { items: SavedCart["items"]; discount_code: string };

/** One saved cart per browser: what was shared before is replaced, so that old links show the newest cart. */
async function save(slug: string, body: Body): Promise<SavedCart> {
  const key = savedCartKey(slug);
  const before = readKey(key);
  if (before) {
    const path = { slug, cart_id: before };
    try {
      return await unwrap(browserApi().PUT("/api/v1/public/stores/{slug}/carts/{cart_id}", { params: { path }, body }));
    } catch (error) {
      if (!isProblem(error) || error.status !== 404) throw error;
    }
  }
  const saved = await unwrap(browserApi().POST("/api/v1/public/stores/{slug}/carts", { params: { path: { slug } }, body }));
  try {
    window.localStorage.setItem(key, saved.id);
  } catch {
    // Without storage every share makes a new link.
  }
  return saved;
}

function readKey(key: string): string | null {
  try {
    const id = window.localStorage.getItem(key);
    return id && /^crt_\w{1,36}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}
