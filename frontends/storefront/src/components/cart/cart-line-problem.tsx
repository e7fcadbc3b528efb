"use client";

import { TriangleAlert } from "lucide-react";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useShop } from "@/components/shop";
import type { CartLine } from "@/lib/cart/model";
import { type LineProblem, type Remedy, remedyFor } from "@/lib/cart/problems";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

const text = messages.problem;

function explain(problem: LineProblem, remedy: Remedy, line: CartLine, locale: string): string {
  switch (problem.code) {
    case "sold_out":
      return text.sold_out;
    case "unavailable":
      return text.unavailable;
    case "not_enough_stock":
      return problem.available ? text.not_enough_stock(problem.available) : text.sold_out;
    case "price_changed":
      return remedy.kind === "accept"
        ? text.price_changed(formatMoney(line.price, { locale }), formatMoney(remedy.price, { locale }))
        : text.price_unknown;
  }
}

/** What is wrong with a line, and the click that puts it right. */
export function CartLineProblem({ line, problem }: { line: CartLine; problem: LineProblem }) {
  const { locale } = useShop();
  const { setQuantity, remove, acceptPrice, pricing } = useCart();
  const remedy = remedyFor(problem, line);

  const solve = () => {
    if (remedy.kind === "remove") remove(line);
    else if (remedy.kind === "set") setQuantity(line, remedy.quantity);
    else if (remedy.kind === "accept") acceptPrice(line, remedy.price);
    else pricing.refresh();
  };
  const label = {
    remove: () => text.removeIt,
    set: () => text.setTo(remedy.kind === "set" ? remedy.quantity : 0),
    accept: () => text.accept(remedy.kind === "accept" ? formatMoney(remedy.price, { locale }) : ""),
    "look-up": () => text.checkAgain,
  }[remedy.kind]();

  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-3 rounded-card bg-danger-soft py-1 pr-1 pl-3 text-sm text-danger">
      <p className="flex items-center gap-2 py-1.5 font-medium">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        {explain(problem, remedy, line, locale)}
      </p>
      <button type="button" onClick={solve} className="min-h-11 rounded-control px-3 font-semibold underline underline-offset-4">
        {label}
      </button>
    </div>
  );
}
