import type { PublicStore } from "@tradewind/api-client";

export type PageKind = PublicStore["pages"][number]["kind"];

/** The pages a store can have, in the order they are linked in. */
export const PAGE_KINDS = ["about", "contact", "shipping", "returns", "terms", "privacy", "imprint"] as const satisfies readonly PageKind[];

export const pagePath = (kind: PageKind): string => `/pages/${kind}`;

/** What the store has published, always in the same order. */
export function publishedPages(store: Pick<PublicStore, "pages">): PublicStore["pages"] {
  return PAGE_KINDS.flatMap((kind) => store.pages.find((page) => page.kind === kind) ?? []);
}

/** Whether the address stays in the shop. An announcement of any other one is shown without a link. */
export function isOwnPath(href: string | null | undefined): href is string {
  return typeof href === "string" && /^\/(?![/\\])[^\s\\]*$/.test(href);
}
