"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useFormContext, useWatch } from "react-hook-form";
import type { Product } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { FieldError } from "@tradewind/ui/field";
import { formatMoneyRange } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { SortableList } from "@/components/sortable-list";
import { imageUrl, Thumbnail } from "@/components/thumbnail";
import { readProduct } from "@/features/products/api/products";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { collections } from "@/lib/messages/collections";
import { keys } from "@/lib/query";
import { useCollectionProducts } from "../api/collections";
import type { CollectionFormValues } from "../lib/collection-form";
import { moved } from "../lib/order";

const ProductPicker = dynamic(() => import("./product-picker").then((module) => module.ProductPicker));

const t = collections.products;

/** What a row shows of a product, wherever it was read from. */
interface Shown {
  title: string;
  status: Product["status"];
  price: string;
  picture: string | null;
}

/** The products in the merchant's order: add, move, remove. */
export function ManualProductsCard({ collectionId }: { collectionId: string | null }) {
  const store = useStore();
  const canEdit = useCanEdit();
  const { control, setValue, formState } = useFormContext<CollectionFormValues>();
  const [ids, sort] = useWatch({ control, name: ["productIds", "sort"] });
  const stored = useCollectionProducts(store.id, collectionId);
  const [added, setAdded] = useState<Record<string, Shown>>({});
  const [picking, setPicking] = useState(false);
  const { locale } = store;
  const known: Record<string, Shown> = { ...added };
  for (const one of stored.data ?? []) {
    const price = formatMoneyRange(one.price, one.price_max, { locale });
    known[one.id] ??= { title: one.title, status: one.status, price, picture: imageUrl(one.image?.sources ?? [], 80) };
  }
  const change = (next: string[]) => setValue("productIds", next, { shouldDirty: true, shouldValidate: formState.isSubmitted });

  const add = (products: Product[]) => {
    const entries = products.map((one) => [one.id, shownOf(one, locale)] as const);
    setAdded({ ...added, ...Object.fromEntries(entries) });
    change([...ids, ...products.map((one) => one.id).filter((id) => !ids.includes(id))]);
    setPicking(false);
  };

  let content;
  if (ids.length === 0) content = <p className="px-4 pt-1 pb-4 text-muted-foreground">{t.empty}</p>;
  else if (stored.isPending && collectionId !== null) {
    content = (
      <div className="grid gap-2 p-4">
        <p role="status" className="sr-only">
          {t.loading}
        </p>
        {ids.slice(0, 5).map((id) => (
          <Skeleton key={id} className="h-10" />
        ))}
      </div>
    );
  } else {
    content = (
      <div className="mt-3 max-h-160 overflow-y-auto border-t">
        <SortableList
          label={t.list}
          items={ids}
          keyOf={(id) => id}
          handleLabel={(id, position, count) => t.reorder(known[id]?.title ?? id, position, count)}
          movedText={(id, position) => t.moved(known[id]?.title ?? id, position)}
          onMove={canEdit ? (from, to) => change(moved(ids, from, to)) : null}
        >
          {(id) => <ProductRow id={id} known={known[id]} onRemove={() => change(ids.filter((one) => one !== id))} />}
        </SortableList>
      </div>
    );
  }
  return (
    <Card aria-labelledby="collection-products" className="overflow-hidden">
      <CardHeader
        title={t.title}
        titleId="collection-products"
        description={ids.length > 0 ? t.count(ids.length) : undefined}
        actions={
          <EditOnly>
            <Button variant="outline" size="sm" onClick={() => setPicking(true)}>
              <Plus aria-hidden />
              {t.add}
            </Button>
          </EditOnly>
        }
      />
      <FieldError className="px-4 pt-2">{formState.errors.productIds?.message}</FieldError>
      {stored.isError ? <Alert tone="warning" title={t.failed} className="mx-4 mt-3" /> : null}
      {sort !== "manual" && ids.length > 1 ? (
        <p className="px-4 pt-2 text-[13px] text-muted-foreground">{t.sorted(collections.sort[sort])}</p>
      ) : null}
      {content}
      {picking ? <ProductPicker present={ids} onAdd={add} onClose={() => setPicking(false)} /> : null}
    </Card>
  );
}

function shownOf(product: Product, locale: string): Shown {
  const price = formatMoneyRange(product.price_min, product.price_max, { locale });
  return { title: product.title, status: product.status, price, picture: imageUrl(product.images[0]?.sources ?? [], 80) };
}

function ProductRow({ id, known, onRemove }: { id: string; known: Shown | undefined; onRemove: () => void }) {
  const store = useStore();
  // A collection is rendered a moment after it was saved; until then a row is looked up by itself.
  const own = useQuery({
    queryKey: [...keys.products(store.id), "row", id],
    queryFn: () => readProduct(store.id, id),
    enabled: known === undefined,
  });
  const shown = known ?? (own.data ? shownOf(own.data, store.locale) : undefined);
  const title = shown?.title ?? (own.isError ? t.unknown : "…");
  return (
    <>
      <Thumbnail src={shown?.picture ?? null} />
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
        <span className="min-w-0 truncate font-medium">{title}</span>
        {shown && shown.status !== "active" ? (
          <Badge tone={shown.status === "draft" ? "info" : "neutral"}>{messages.products.status[shown.status]}</Badge>
        ) : null}
      </span>
      <span className="shrink-0 text-[13px] text-muted-foreground tabular-nums max-sm:hidden">{shown?.price}</span>
      <EditOnly>
        <Button variant="ghost" size="icon" className="text-muted-foreground" aria-label={t.remove(title)} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </EditOnly>
    </>
  );
}
