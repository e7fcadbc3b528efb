"use client";

import { useId, useState } from "react";
import type { Product } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Checkbox } from "@tradewind/ui/checkbox";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Input } from "@tradewind/ui/input";
import { formatMoneyRange } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { imageUrl, Thumbnail } from "@/components/thumbnail";
import { useProducts } from "@/features/products/api/products";
import { NO_FILTERS } from "@/features/products/lib/filters";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { collections } from "@/lib/messages/collections";
import { useDebounced } from "@/lib/use-debounced";

const t = collections.picker;

interface ProductPickerProps {
  /** Ids that are in the collection already. */
  present: readonly string[];
  onAdd: (products: Product[]) => void;
  onClose: () => void;
}

/** Finds products and adds those that were ticked, in the order of ticking. */
export function ProductPicker({ present, onAdd, onClose }: ProductPickerProps) {
  const store = useStore();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<Product[]>([]);
  const search = useDebounced(words.trim(), 250);
  const found = useProducts(store.id, { ...NO_FILTERS, search, page: 1, perPage: 20 });
  const toggle = (product: Product) =>
    setChosen(chosen.some((one) => one.id === product.id) ? chosen.filter((one) => one.id !== product.id) : [...chosen, product]);

  let results;
  if (found.isError) results = <Alert tone="danger" title={t.failed} live />;
  else if (!found.data) results = <Skeleton className="h-48" />;
  else if (found.data.items.length === 0) results = <p className="px-1 py-6 text-center text-muted-foreground">{t.none}</p>;
  else {
    results = (
      <ul aria-label={t.results} className="divide-y">
        {found.data.items.map((product) => (
          <PickerRow
            key={product.id}
            product={product}
            present={present.includes(product.id)}
            checked={chosen.some((one) => one.id === product.id)}
            onToggle={() => toggle(product)}
          />
        ))}
      </ul>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.title} description={t.description} closeLabel={messages.common.close} className="max-w-lg">
        <Input
          type="search"
          aria-label={t.search}
          placeholder={t.placeholder}
          value={words}
          autoComplete="off"
          onChange={(event) => setWords(event.target.value)}
        />
        <div className="-mx-1 h-[min(22rem,45dvh)] overflow-y-auto px-1" tabIndex={-1}>
          {results}
        </div>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {messages.common.cancel}
          </Button>
          <Button disabled={chosen.length === 0} onClick={() => onAdd(chosen)}>
            {t.add(chosen.length)}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

interface PickerRowProps {
  product: Product;
  present: boolean;
  checked: boolean;
  onToggle: () => void;
}

function PickerRow({ product, present, checked, onToggle }: PickerRowProps) {
  const { locale } = useStore();
  const id = useId();
  const cover = product.images[0];
  return (
    <li>
      <label htmlFor={id} className="flex cursor-pointer items-center gap-3 py-2 has-disabled:cursor-not-allowed has-disabled:opacity-60">
        <Checkbox id={id} checked={checked || present} disabled={present} onCheckedChange={onToggle} />
        <Thumbnail src={cover ? imageUrl(cover.sources, 80) : null} />
        <span className="min-w-0 flex-1 truncate">{product.title}</span>
        <span className="shrink-0 text-[13px] text-muted-foreground tabular-nums">
          {present ? t.present : formatMoneyRange(product.price_min, product.price_max, { locale })}
        </span>
      </label>
    </li>
  );
}
