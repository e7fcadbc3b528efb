"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { TriangleAlert } from "lucide-react";
import type { Product } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { cn } from "@tradewind/ui/lib/cn";
import { formatRelative } from "@tradewind/ui/lib/dates";
import { formatCount, formatMoneyRange } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { imageUrl, Thumbnail } from "@/components/thumbnail";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { paths } from "@/lib/paths";
import type { ProductSelection } from "../lib/selection";
import { ProductActions } from "./product-actions";
import { ProductStatusBadge } from "./product-status-badge";
import { SelectBox, SelectPageBox } from "./select-box";

const t = messages.products.list;

/** A table from 768 px on, cards below. Only bulk changes need ticks. */
export function ProductTable({ products, selection }: { products: Product[]; selection: ProductSelection }) {
  const store = useStore();
  return (
    <>
      <div className="hidden md:block">
        <Table aria-label={t.tableLabel}>
          <TableHeader>
            <tr>
              <EditOnly>
                <TableHead className="w-8 pr-0">
                  <SelectPageBox selection={selection} className="block" />
                </TableHead>
              </EditOnly>
              <TableHead>{t.columns.product}</TableHead>
              <TableHead>{t.columns.status}</TableHead>
              <TableHead className="text-right">{t.columns.inventory}</TableHead>
              <TableHead className="text-right">{t.columns.price}</TableHead>
              <TableHead>{t.columns.updated}</TableHead>
              <TableHead className="w-12">
                <span className="sr-only">{t.columns.actions}</span>
              </TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {products.map((product) => (
              <TableRow key={product.id} className={cn("relative hover:bg-sidebar", selection.has(product.id) && "bg-primary-soft/60 hover:bg-primary-soft/60")}>
                <EditOnly>
                  <TableCell className="w-8 pr-0">
                    <SelectBox id={product.id} title={product.title} selection={selection} />
                  </TableCell>
                </EditOnly>
                <TableCell className="w-full max-w-0">
                  <ProductName product={product} />
                </TableCell>
                <TableCell>
                  <ProductStatusBadge status={product.status} />
                </TableCell>
                <TableCell className="text-right whitespace-nowrap tabular-nums">{stockOf(product, store.locale)}</TableCell>
                <TableCell className="text-right whitespace-nowrap tabular-nums">
                  {formatMoneyRange(product.price_min, product.price_max, { locale: store.locale })}
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">
                  {formatRelative(product.updated_at, { locale: store.locale, timeZone: store.timezone })}
                </TableCell>
                <TableCell className="py-1">
                  <ProductActions product={product} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <EditOnly>
        <div className="flex items-center gap-3 border-b bg-sidebar px-4 py-2 text-[13px] text-muted-foreground md:hidden">
          <SelectPageBox selection={selection} />
          <span aria-hidden>{bulk.selectAll}</span>
        </div>
      </EditOnly>
      <ul aria-label={t.tableLabel} className="md:hidden">
        {products.map((product) => (
          <li key={product.id} className={cn("relative flex items-start gap-3 border-b px-4 py-3 last:border-b-0", selection.has(product.id) && "bg-primary-soft/60")}>
            <EditOnly>
              <span className="flex h-10 items-center">
                <SelectBox id={product.id} title={product.title} selection={selection} />
              </span>
            </EditOnly>
            <div className="min-w-0 flex-1">
              <ProductName product={product} />
              <div className="mt-2 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-[13px] text-muted-foreground">
                <span className="flex items-center gap-2">
                  <ProductStatusBadge status={product.status} />
                  <span className="tabular-nums">{stockOf(product, store.locale)}</span>
                </span>
                <span className="font-medium text-foreground tabular-nums">
                  {formatMoneyRange(product.price_min, product.price_max, { locale: store.locale })}
                </span>
              </div>
            </div>
            <ProductActions product={product} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ProductName({ product }: { product: Product }) {
  const store = useStore();
  const cover = product.images[0];
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Thumbnail src={cover ? imageUrl(cover.sources, 80) : null} />
      <div className="min-w-0">
        <Link href={paths.product(store.id, product.id)} className="block truncate font-medium after:absolute after:inset-0">
          {product.title}
        </Link>
        {product.variants.length > 1 || product.warnings.length > 0 ? (
          <p className="flex items-center gap-2 text-[13px] text-muted-foreground">
            {product.variants.length > 1 ? <span className="truncate">{t.variants(product.variants.length)}</span> : null}
            <Warnings product={product} />
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Warnings({ product }: { product: Product }) {
  if (product.warnings.length === 0) return null;
  return (
    <Badge tone="warning" title={product.warnings.map((warning) => warning.message).join("\n")}>
      <TriangleAlert aria-hidden />
      {t.warnings(product.warnings.length)}
    </Badge>
  );
}

function stockOf(product: Product, locale: string): ReactNode {
  if (product.inventory_total === null) return <span className="text-muted-foreground">{t.notTracked}</span>;
  if (product.inventory_total === 0) return <span className="text-danger-text">{t.soldOut}</span>;
  return t.stock(formatCount(product.inventory_total, locale));
}

export function ProductTableSkeleton() {
  return (
    <div>
      <p role="status" className="sr-only">
        {t.loading}
      </p>
      <div className="hidden h-9 border-b bg-sidebar md:block" />
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className="flex items-center gap-3 border-b px-4 py-2.5 last:border-b-0">
          <Skeleton className="size-10" />
          <div className="flex-1">
            <Skeleton className="h-4 w-40 max-w-full" />
            <Skeleton className="mt-1.5 h-3 w-20" />
          </div>
          <Skeleton className="hidden h-5 w-14 rounded-full md:block" />
          <Skeleton className="hidden h-4 w-20 md:block" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
