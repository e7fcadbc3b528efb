"use client";

import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { unwrap } from "@tradewind/api-client";
import { useProducts } from "@/features/products/api/products";
import { useSharedStores, useStores } from "@/features/stores/api/stores";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";
import { readVisits } from "@/lib/recent";
import { useStoreId } from "@/lib/route-ids";
import { useDebounced } from "@/lib/use-debounced";
import { type Command, matching, orderCommand, pageCommands, productCommand, recentCommand, storeCommands } from "./commands";

const FOUND = 5;

/** What the palette offers for the words typed so far, and whether the API is still being asked. */
export function useCommands(text: string): { commands: Command[]; searching: boolean; failed: boolean } {
  const storeId = useStoreId();
  const own = useStores().data ?? [];
  const shared = useSharedStores().data ?? [];
  const stores = [...own, ...shared];
  const store = stores.find((one) => one.id === storeId) ?? null;
  const [visits] = useState(() => (storeId ? readVisits(storeId) : []));
  const words = text.trim();
  const settled = useDebounced(words, 200);
  const asked = store !== null && words !== "";
  const ask = asked && settled === words;
  const products = useProducts(storeId ?? "", { search: settled, page: 1, perPage: FOUND }, { enabled: ask });
  const orders = useQuery({
    queryKey: keys.orderList(storeId ?? "", { palette: settled }),
    enabled: ask,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/orders", {
          signal,
          params: { path: { store_id: storeId ?? "" }, query: { search: settled.replace(/^#/, ""), limit: FOUND } },
        }),
      ),
  });

  const fixed = [
    ...(words === "" ? visits.map(recentCommand) : []),
    ...matching([...(store ? pageCommands(store) : []), ...storeCommands(stores, storeId)], words),
  ];
  const found: Command[] = [];
  if (store && ask) {
    found.push(...(products.data?.items ?? []).map((one) => productCommand(store, one)));
    found.push(...(orders.data?.items ?? []).slice(0, FOUND).map((one) => orderCommand(store, one)));
  }
  const waiting = asked && (settled !== words || products.isFetching || orders.isFetching);
  return { commands: [...found, ...fixed], searching: waiting, failed: ask && (products.isError || orders.isError) };
}
