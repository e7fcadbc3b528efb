"use client";

import Link from "next/link";
import type { Collection } from "@tradewind/api-client";
import { formatRelative } from "@tradewind/ui/lib/dates";
import { formatCount } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import { paths } from "@/lib/paths";
import { CollectionActions } from "./collection-actions";
import { CollectionImage } from "./collection-image";
import { CollectionStatusBadge } from "./collection-status-badge";

const t = collections;

/** A table from 768 px on, cards below. */
export function CollectionTable({ collections }: { collections: Collection[] }) {
  const store = useStore();
  const updated = (one: Collection) => formatRelative(one.updated_at, { locale: store.locale, timeZone: store.timezone });
  return (
    <>
      <div className="hidden md:block">
        <Table aria-label={t.list.tableLabel}>
          <TableHeader>
            <tr>
              <TableHead>{t.list.columns.title}</TableHead>
              <TableHead>{t.list.columns.status}</TableHead>
              <TableHead>{t.list.columns.kind}</TableHead>
              <TableHead className="text-right">{t.list.columns.products}</TableHead>
              <TableHead>{t.list.columns.updated}</TableHead>
              <TableHead className="w-12">
                <span className="sr-only">{t.list.columns.actions}</span>
              </TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {collections.map((one) => (
              <TableRow key={one.id} className="relative hover:bg-sidebar">
                <TableCell className="w-full max-w-0">
                  <CollectionName collection={one} />
                </TableCell>
                <TableCell>
                  <CollectionStatusBadge status={one.status} />
                </TableCell>
                <TableCell className="whitespace-nowrap">{t.kind[one.kind]}</TableCell>
                <TableCell className="text-right whitespace-nowrap tabular-nums">{countOf(one, store.locale)}</TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">{updated(one)}</TableCell>
                <TableCell className="py-1">
                  <CollectionActions collection={one} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul aria-label={t.list.tableLabel} className="md:hidden">
        {collections.map((one) => (
          <li key={one.id} className="relative flex items-start gap-2 border-b px-4 py-3 last:border-b-0">
            <div className="min-w-0 flex-1">
              <CollectionName collection={one} />
              <div className="mt-2 flex items-center justify-between gap-3 text-[13px] text-muted-foreground">
                <span className="flex items-center gap-2">
                  <CollectionStatusBadge status={one.status} />
                  {t.kind[one.kind]}
                </span>
                <span className="tabular-nums">{one.product_count === null ? t.list.counting : t.products.count(one.product_count)}</span>
              </div>
            </div>
            <CollectionActions collection={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CollectionName({ collection }: { collection: Collection }) {
  const store = useStore();
  return (
    <div className="flex min-w-0 items-center gap-3">
      <CollectionImage imageId={collection.image_id} />
      <Link href={paths.collection(store.id, collection.id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
        {collection.title}
      </Link>
    </div>
  );
}

function countOf({ product_count }: Collection, locale: string) {
  if (product_count === null) return <span className="text-muted-foreground">{t.list.counting}</span>;
  return formatCount(product_count, locale);
}

export function CollectionTableSkeleton() {
  return (
    <div>
      <p role="status" className="sr-only">
        {t.list.loading}
      </p>
      <div className="hidden h-9 border-b bg-sidebar md:block" />
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="flex items-center gap-3 border-b px-4 py-2.5 last:border-b-0">
          <Skeleton className="size-10" />
          <Skeleton className="h-4 w-40 max-w-full" />
          <Skeleton className="ml-auto hidden h-5 w-14 rounded-full md:block" />
          <Skeleton className="h-4 w-12 max-md:ml-auto" />
        </div>
      ))}
    </div>
  );
}
