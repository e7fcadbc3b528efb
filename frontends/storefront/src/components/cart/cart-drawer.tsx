"use client";

import { ShoppingBag, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { buttonClass } from "@/components/button";
import { ShopLink } from "@/components/shop";
import { cartCount } from "@/lib/cart/model";
import { messages } from "@/lib/messages";
import { CartDetails } from "./cart-details";
import { CartLines } from "./cart-lines";
import { useCart } from "./cart-provider";
import { CartAmounts, CartSummary } from "./cart-summary";

const text = messages.cart;

/**
 * The cart beside the page. A native modal dialog: the browser keeps the focus inside, closes it on Escape and gives
 * the focus back to where it came from.
 */
export function CartDrawer() {
  const { cart, open, setOpen, removed, announcement } = useCart();
  const dialog = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) {
      // The page behind keeps its width while its scrollbar is away.
      const root = document.documentElement;
      root.style.setProperty("--scrollbar", `${window.innerWidth - root.clientWidth}px`);
      element.showModal();
    } else element.close();
  }, [open]);

  useEffect(() => setOpen(false), [pathname, setOpen]);

  const empty = cart.lines.length === 0;
  return (
    <>
      {!open && (
        <p role="status" aria-live="polite" className="sr-only">
          {announcement}
        </p>
      )}
      <dialog
        ref={dialog}
        aria-labelledby="cart-title"
        onClose={() => setOpen(false)}
        onClick={(event) => {
          if (event.target === event.currentTarget) setOpen(false);
        }}
        className="sheet fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-[27rem] flex-col bg-bg text-fg shadow-2xl open:flex"
      >
        {open && (
          <>
            <p role="status" aria-live="polite" className="sr-only">
              {announcement}
            </p>
            <div className="flex h-16 shrink-0 items-center justify-between border-b pr-2.5 pl-5">
              <h2 id="cart-title" className="display text-xl">
                {text.title}
                {!empty && <span className="ml-2 font-sans text-base font-normal tracking-normal text-muted">{cartCount(cart)}</span>}
              </h2>
              <button
                type="button"
                aria-label={text.close}
                onClick={() => setOpen(false)}
                className="grid size-11 place-items-center rounded-control hover:bg-soft"
              >
                <X aria-hidden className="size-5" />
              </button>
            </div>
            {empty && !removed ? (
              <div className="grid flex-1 place-content-center justify-items-center gap-3 p-8 text-center">
                <ShoppingBag aria-hidden className="size-10 text-muted" strokeWidth={1.25} />
                <p className="display text-xl">{text.emptyTitle}</p>
                <p className="max-w-64 text-sm text-muted">{text.emptyText}</p>
                <ShopLink to="/products" onClick={() => setOpen(false)} className={buttonClass({}, "mt-3")}>
                  {text.browse}
                </ShopLink>
              </div>
            ) : (
              <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5">
                <CartLines className="divide-y" />
                {!empty && (
                  <div className="space-y-5 border-t py-5">
                    <CartDetails />
                    <CartAmounts />
                  </div>
                )}
              </div>
            )}
            {!empty && (
              <div className="shrink-0 border-t bg-surface px-5 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
                <CartSummary compact />
                <div className="mt-2 flex justify-center gap-6 text-sm">
                  <ShopLink to="/cart" onClick={() => setOpen(false)} className="inline-flex min-h-11 items-center underline underline-offset-4">
                    {text.view}
                  </ShopLink>
                  <button type="button" onClick={() => setOpen(false)} className="min-h-11 underline underline-offset-4">
                    {text.keepShopping}
                  </button>
                </div>
              </div>
            )}
          </>
        )}
      </dialog>
    </>
  );
}
