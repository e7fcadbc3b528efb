"use client";

import { useEffect, useRef } from "react";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";
import { CartLineRow } from "./cart-line";

/** The lines, with the one just taken out still at its place for as long as it can be put back. */
export function CartLines({ className }: { className?: string }) {
  const { cart, removed } = useCart();
  const rows = cart.lines.map((line) => <CartLineRow key={line.variantId} line={line} />);
  if (removed) rows.splice(removed.index, 0, <RemovedRow key={`removed-${removed.line.variantId}`} title={removed.line.title} />);
  return (
    <ul aria-label={messages.cart.lines} className={className}>
      {rows}
    </ul>
  );
}

function RemovedRow({ title }: { title: string }) {
  const { undo } = useCart();
  const button = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone; its place is taken by the one that undoes it.
  useEffect(() => button.current?.focus(), []);
  return (
    <li className="flex items-center justify-between gap-4 py-3 text-sm text-muted">
      <span className="min-w-0 truncate">{messages.cart.removed(title)}</span>
      <button
        ref={button}
        type="button"
        onClick={undo}
        aria-label={messages.cart.undoOf(title)}
        className="min-h-11 shrink-0 px-2 font-semibold text-fg underline underline-offset-4"
      >
        {messages.cart.undo}
      </button>
    </li>
  );
}
