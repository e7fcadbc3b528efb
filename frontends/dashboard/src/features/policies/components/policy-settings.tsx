"use client";

import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { PageKind, StorePage } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { cn } from "@tradewind/ui/lib/cn";
import { Loaded } from "@/components/loaded";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { usePages } from "../api/pages";
import { KINDS } from "../lib/blocks";
import { PageEditor } from "./page-editor";

const t = messages.settings.policies;

/** One page at a time; `?page=` says which. */
export function PolicySettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  const [kind] = useQueryState("page", parseAsStringLiteral(KINDS).withDefault("returns"));
  return (
    <Loaded query={usePages(store.id)} failed={t.failed}>
      {(pages) => (
        <div className="grid gap-4">
          <PageTabs pages={pages} current={kind} />
          <PageEditor key={kind} kind={kind} page={pages.find((page) => page.kind === kind) ?? null} />
        </div>
      )}
    </Loaded>
  );
}

function PageTabs({ pages, current }: { pages: readonly StorePage[]; current: PageKind }) {
  const store = useStore();
  return (
    <nav aria-label={t.list}>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {KINDS.map((kind) => {
          const page = pages.find((one) => one.kind === kind);
          const state = page ? (page.published ? "published" : "draft") : "none";
          return (
            <li key={kind}>
              <Link
                href={`${paths.settings(store.id, "policies")}?page=${kind}`}
                scroll={false}
                aria-current={kind === current ? "page" : undefined}
                className={cn(
                  "flex h-full items-center justify-between gap-2 rounded-md border px-3 py-2 text-[13px] font-medium transition-colors",
                  kind === current ? "border-primary bg-primary-soft" : "bg-card hover:bg-sidebar",
                )}
              >
                {t.kinds[kind]}
                {state === "none" ? (
                  <span className="sr-only">{t.states.none}</span>
                ) : (
                  <Badge tone={state === "published" ? "success" : "neutral"}>{t.states[state]}</Badge>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
