"use client";

import Link from "next/link";
import { formatCount } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { useOrders } from "@/features/orders/api/orders";
import { useProducts } from "@/features/products/api/products";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.stores.overview.glance;

/** Three counts that lead to what they count. Hidden where a count is not to be had; its page then says why. */
export function Glance() {
  const store = useStore();
  const active = useProducts(store.id, { search: "", status: "active", page: 1, perPage: 1 });
  const drafts = useProducts(store.id, { search: "", status: "draft", page: 1, perPage: 1 });
  const orders = useOrders(store.id, { status: null, page: 1, perPage: 5 });
  const counts = [
    { label: t.orders, query: orders, href: paths.orders(store.id) },
    { label: t.active, query: active, href: `${paths.products(store.id)}?status=active` },
    { label: t.drafts, query: drafts, href: `${paths.products(store.id)}?status=draft` },
  ];
  if (counts.some(({ query }) => query.isError && !query.data)) return null;
  return (
    <ul className="grid grid-cols-3 divide-x rounded-lg border bg-card" aria-label={t.title}>
      {counts.map(({ label, query, href }) => (
        <li key={label} className="relative px-4 py-3 first:rounded-l-lg last:rounded-r-lg hover:bg-sidebar">
          <Link href={href} className="text-[13px] text-muted-foreground after:absolute after:inset-0">
            {label}
          </Link>
          {query.data ? (
            <p className="mt-0.5 text-xl leading-7 font-semibold tabular-nums">{formatCount(query.data.total ?? 0, store.locale)}</p>
          ) : (
            <Skeleton className="mt-1.5 h-5 w-10" />
          )}
        </li>
      ))}
    </ul>
  );
}
