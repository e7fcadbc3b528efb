"use client";

import { X } from "lucide-react";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Picture } from "@/components/picture";
import { Quantity } from "@/components/quantity";
import { ShopLink, useShop } from "@/components/shop";
import type { CartLine } from "@/lib/cart/model";
import { productPath } from "@/lib/links";
import { messages } from "@/lib/messages";
import { CartLineProblem } from "./cart-line-problem";
import { useCart } from "./cart-provider";

const text = messages.cart;

export function CartLineRow({ line }: { line: CartLine }) {
  const { locale } = useShop();
  const { setQuantity, setOpen, remove, problems } = useCart();
  const problem = problems.lines.find((candidate) => candidate.variantId === line.variantId);
  const total = { ...line.price, amount: line.price.amount * line.quantity };
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 py-5">
      <div className="size-20 overflow-hidden rounded-card">
        {line.image ? (
          <img src={line.image.url} alt="" width={160} height={160} loading="lazy" className="size-full bg-picture object-cover" />
        ) : (
          <Picture image={null} title={line.title} sizes="80px" decorative />
        )}
      </div>
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-2">
          <div className="min-w-0 pt-0.5">
            {line.productSlug ? (
              <ShopLink
                to={productPath(line.productSlug, line.variantName ? line.variantId : undefined)}
                onClick={() => setOpen(false)}
                className="line-clamp-2 leading-snug font-medium hover:underline"
                dir="auto"
              >
                {line.title}
              </ShopLink>
            ) : (
              <p className="line-clamp-2 leading-snug font-medium" dir="auto">
                {line.title}
              </p>
            )}
            {line.variantName && <p className="text-sm text-muted">{line.variantName}</p>}
            {line.quantity > 1 && (
              <p className="text-sm text-muted tabular-nums" suppressHydrationWarning>
                {text.each(formatMoney(line.price, { locale }))}
              </p>
            )}
          </div>
          <button
            type="button"
            aria-label={text.removeOf(line.title)}
            title={text.remove}
            onClick={() => remove(line)}
            className="-mt-2 -mr-3 grid size-11 shrink-0 place-items-center rounded-control text-muted hover:bg-soft hover:text-fg"
          >
            <X aria-hidden className="size-4.5" />
          </button>
        </div>
        <div className="mt-2.5 flex items-center justify-between gap-3">
          <Quantity
            value={line.quantity}
            onChange={(quantity) => setQuantity(line, quantity)}
            labels={{ value: text.quantityOf(line.title), less: text.less(line.title), more: text.more(line.title) }}
          />
          <p className="font-medium tabular-nums" suppressHydrationWarning>
            {formatMoney(total, { locale })}
          </p>
        </div>
        {problem && <CartLineProblem line={line} problem={problem} />}
      </div>
    </li>
  );
}
