"use client";

import type { Order } from "@tradewind/api-client";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { formatMoney } from "@tradewind/ui/lib/money";
import { QuantityInput } from "@tradewind/ui/quantity-input";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { type RefundChoice, worthOf } from "../lib/refund";
import { nameOf } from "./fulfill-dialog";

const t = messages.orders.refund;

interface RefundLinesProps {
  order: Order;
  choices: Readonly<Record<string, RefundChoice>>;
  onChange: (choices: Record<string, RefundChoice>) => void;
}

/** How many of each line, what they are worth, and whether they go back on the shelf. */
export function RefundLines({ order, choices, onChange }: RefundLinesProps) {
  const { locale } = useStore();
  const lines = order.lines.filter((line) => line.refundable_quantity > 0);
  return (
    <ul className="rounded-md border">
      {lines.map((line) => {
        const choice = choices[line.variant_id] ?? { quantity: 0, restock: true };
        const set = (change: Partial<RefundChoice>) => onChange({ ...choices, [line.variant_id]: { ...choice, ...change } });
        return (
          <li key={line.variant_id} className="border-b px-3 py-2 last:border-b-0">
            <div className="flex items-center gap-3">
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{nameOf(line)}</p>
                <p className="text-[13px] text-muted-foreground">{t.refundable(line.refundable_quantity)}</p>
              </div>
              <QuantityInput
                label={t.quantity(nameOf(line))}
                decreaseLabel={t.less(nameOf(line))}
                increaseLabel={t.more(nameOf(line))}
                value={choice.quantity}
                max={line.refundable_quantity}
                onValueChange={(quantity) => set({ quantity })}
              />
            </div>
            {choice.quantity > 0 ? (
              <div className="mt-1.5 flex items-center justify-between gap-3">
                <CheckboxField
                  label={
                    <>
                      {t.restock}
                      <span className="sr-only">: {nameOf(line)}</span>
                    </>
                  }
                  checked={choice.restock}
                  onCheckedChange={(restock) => set({ restock })}
                />
                <span className="tabular-nums">{formatMoney(worthOf(order, line, choice.quantity), { locale })}</span>
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
