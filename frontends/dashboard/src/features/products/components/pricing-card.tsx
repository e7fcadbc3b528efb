"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { formatBasisPoints, formatMoney, marginBasisPoints, parseMoney } from "@tradewind/ui/lib/money";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import type { ProductFormValues } from "../lib/product-form";
import { MoneyField } from "./money-field";

const t = messages.products.form;

export function PricingCard() {
  return (
    <Card aria-labelledby="pricing-title">
      <CardHeader title={t.pricing} titleId="pricing-title" />
      <CardContent className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <MoneyField name="price" label={t.price} />
          <MoneyField name="compareAt" label={t.compareAt} note={messages.common.optional} hint={t.compareAtHint} />
          <MoneyField name="cost" label={t.cost} note={messages.common.optional} hint={t.costHint} />
        </div>
        <Margin />
      </CardContent>
    </Card>
  );
}

/** What a sale leaves, as soon as price and cost are known. */
function Margin() {
  const { currency, locale } = useStore();
  const { control } = useFormContext<ProductFormValues>();
  const [price, cost] = useWatch({ control, name: ["price", "cost"] });
  const parsedPrice = parseMoney(price, currency, locale);
  const parsedCost = parseMoney(cost, currency, locale);
  if (!parsedPrice.ok || !parsedCost.ok) return null;
  const share = marginBasisPoints(parsedPrice.money.amount, parsedCost.money.amount);
  if (share === null) return null;
  const profit = { amount: parsedPrice.money.amount - parsedCost.money.amount, currency };
  return (
    <dl className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-t pt-3">
      <div className="flex items-baseline gap-2">
        <dt className="text-[13px] text-muted-foreground">{t.margin}</dt>
        <dd className={`font-medium tabular-nums ${share < 0 ? "text-danger-text" : ""}`}>{formatBasisPoints(share, locale)}</dd>
      </div>
      <div className="flex items-baseline gap-2">
        <dt className="text-[13px] text-muted-foreground">{t.profitPerItem}</dt>
        <dd className={`font-medium tabular-nums ${share < 0 ? "text-danger-text" : ""}`}>{formatMoney(profit, { locale })}</dd>
      </div>
      <div className="text-[13px] text-muted-foreground">
        <dt className="sr-only">{t.marginNote}</dt>
        <dd>{share < 0 ? t.loss : t.marginHint}</dd>
      </div>
    </dl>
  );
}
