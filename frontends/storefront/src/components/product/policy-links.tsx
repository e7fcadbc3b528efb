import { ChevronRight } from "lucide-react";
import type { PublicStore } from "@tradewind/api-client";
import { ShopLink } from "@/components/shop";
import { type PageKind, pagePath } from "@/lib/pages";

const SHOWN: readonly PageKind[] = ["shipping", "returns"];

/** Where the shop says how it ships and what it takes back: what one wants to know before buying. */
export function PolicyLinks({ store }: { store: Pick<PublicStore, "pages"> }) {
  const pages = SHOWN.flatMap((kind) => store.pages.find((page) => page.kind === kind) ?? []);
  if (pages.length === 0) return null;
  return (
    <ul className="divide-y border-b text-[15px]">
      {pages.map(({ kind, title }) => (
        <li key={kind}>
          <ShopLink to={pagePath(kind)} prefetch={false} className="flex min-h-12 items-center justify-between gap-4 hover:underline underline-offset-4" dir="auto">
            {title}
            <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
          </ShopLink>
        </li>
      ))}
    </ul>
  );
}
