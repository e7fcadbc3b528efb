"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { CollectionPreview } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatMoneyRange } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { imageUrl, Thumbnail } from "@/components/thumbnail";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { collections } from "@/lib/messages/collections";
import { describeProblem } from "@/lib/problems";
import { useDebounced } from "@/lib/use-debounced";
import { usePreview } from "../api/collections";
import { type CollectionFormValues, sortOf } from "../lib/collection-form";
import { completeRules } from "../lib/rules";

const t = collections.preview;

/** Which products fit the rules as they stand in the form, saved or not. */
export function PreviewCard() {
  const store = useStore();
  const { control } = useFormContext<CollectionFormValues>();
  const [rules, match, sort] = useWatch({ control, name: ["rules", "match", "sort"] });
  const complete = completeRules(rules, store);
  const settled = useDebounced(JSON.stringify(complete), 350);
  const order = sortOf({ kind: "rules", sort });
  // The debounced text stands for the rules, which are made anew with every rendering.
  const body: CollectionPreview | null =
    complete && settled !== "null"
      ? { rules: JSON.parse(settled) as CollectionPreview["rules"], match, sort: order === "manual" ? "newest" : order }
      : null;
  const preview = usePreview(store.id, body);
  const total = preview.data?.total ?? preview.data?.items.length ?? 0;

  let status;
  if (!complete) status = t.incomplete;
  else if (preview.isError) status = `${t.failed}. ${describeProblem(preview.error).description}`;
  else if (!preview.data) status = t.loading;
  else status = total === 0 ? t.none : t.count(total);

  const shown = complete && preview.data && !preview.isError ? preview.data.items : [];
  return (
    <Card aria-labelledby="collection-preview">
      <CardHeader
        title={t.title}
        titleId="collection-preview"
        description={<span role="status">{status}</span>}
      />
      <CardContent className={cn("transition-opacity", preview.isPlaceholderData && "opacity-60")}>
        {complete && preview.isPending ? <Skeleton className="h-24" /> : null}
        {shown.length > 0 ? (
          <ul aria-label={t.list} className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
            {shown.map((product) => (
              <li key={product.id} className="flex min-w-0 items-center gap-3">
                <Thumbnail src={imageUrl(product.image?.sources ?? [], 80)} />
                <span className="min-w-0">
                  <span className="block truncate font-medium">{product.title}</span>
                  <span className="block truncate text-[13px] text-muted-foreground tabular-nums">
                    {formatMoneyRange(product.price, product.price_max, { locale: store.locale })}
                    {product.status === "active" ? null : ` · ${messages.products.status[product.status]}`}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {total > shown.length && shown.length > 0 ? (
          <p className="mt-3 text-[13px] text-muted-foreground">{t.more(total - shown.length)}</p>
        ) : null}
      </CardContent>
    </Card>
  );
}
