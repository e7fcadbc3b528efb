"use client";

import Link from "next/link";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { storeHref } from "@/lib/links";

/** What components in the browser have to know of the store. */
export interface Shop {
  slug: string;
  locale: string;
  byQuery: boolean;
}

const ShopContext = createContext<Shop | null>(null);

export function ShopProvider({ shop, children }: { shop: Shop; children: ReactNode }) {
  return <ShopContext value={shop}>{children}</ShopContext>;
}

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error("useShop outside of a ShopProvider");
  return shop;
}

type ShopLinkProps = Omit<ComponentProps<typeof Link>, "href"> & { to: string };

/** A link within the shop. */
export function ShopLink({ to, ...props }: ShopLinkProps) {
  const shop = useContext(ShopContext);
  return <Link href={shop ? storeHref(shop, to) : to} {...props} />;
}
