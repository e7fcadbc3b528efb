import type { ReactNode } from "react";
import { StoreGate } from "@/features/stores/components/store-gate";

/** One page is built for every store; the id comes from the address, see `lib/route-ids`. */
export function generateStaticParams() {
  return [{ storeId: "_" }];
}

export default function StoreLayout({ children }: { children: ReactNode }) {
  return <StoreGate>{children}</StoreGate>;
}
