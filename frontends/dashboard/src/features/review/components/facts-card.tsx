import { ExternalLink } from "lucide-react";
import type { Review, Store } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Disclosure } from "@tradewind/ui/disclosure";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { review as t } from "@/lib/messages/importing";

const f = t.facts;

/** The supplier's own words and figures, as text and nothing else. */
export function FactsCard({ store, review }: { store: Store; review: Review }) {
  const { facts } = review;
  const { locale } = store;
  const rows: [string, string | null][] = [
    [f.cost, formatMoney(facts.cost, { locale })],
    [f.shipping, facts.shipping && formatMoney(facts.shipping, { locale })],
    [f.listPrice, facts.list_price && formatMoney(facts.list_price, { locale })],
    [f.delivery, facts.delivery_days === null ? null : f.days(facts.delivery_days)],
    [f.category, facts.category || null],
    [f.shop, facts.shop || null],
    ...Object.entries(facts.attributes),
  ];
  return (
    <Card aria-labelledby="facts">
      <CardHeader title={f.title} titleId="facts" description={f.text} />
      <CardContent className="grid gap-4 text-[13px]">
        <p className="font-medium break-words">{facts.title}</p>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          {rows.flatMap(([name, value]) =>
            value
              ? [
                  <dt key={`${name}-name`} className="text-muted-foreground">
                    {name}
                  </dt>,
                  <dd key={name} className="break-words tabular-nums">
                    {value}
                  </dd>,
                ]
              : [],
          )}
        </dl>
        {facts.variants.length > 0 ? (
          <Disclosure summary={f.variant(facts.variants.length)}>
            <ul className="grid gap-1 pt-2">
              {facts.variants.map((variant) => (
                <li key={variant.reference} className="flex justify-between gap-3">
                  <span className="min-w-0 break-words">{Object.values(variant.options).join(" / ") || variant.reference}</span>
                  <span className="shrink-0 text-muted-foreground tabular-nums">
                    {formatMoney(variant.cost, { locale })}
                    {variant.stock === null ? "" : ` · ${f.stock(variant.stock)}`}
                  </span>
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
        {facts.description ? (
          <Disclosure summary={f.description}>
            <p className="pt-2 break-words whitespace-pre-line text-muted-foreground">{facts.description}</p>
          </Disclosure>
        ) : null}
        <p className="flex flex-wrap items-center justify-between gap-2 text-muted-foreground">
          {facts.url ? (
            <a href={facts.url} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1.5 text-foreground underline underline-offset-2">
              {f.open}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          ) : null}
          <span>{f.checked(formatDateTime(review.checked_at, { locale, timeZone: store.timezone }))}</span>
        </p>
      </CardContent>
    </Card>
  );
}
