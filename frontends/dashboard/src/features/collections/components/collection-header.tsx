"use client";

import { useRouter } from "next/navigation";
import { Archive, Ellipsis, ExternalLink } from "lucide-react";
import type { Collection } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { PageHeader } from "@/components/page-header";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import { paths } from "@/lib/paths";
import { useVisit } from "@/lib/recent";
import { useTitle } from "@/lib/use-title";
import { useShelving } from "./collection-actions";
import { CollectionStatusBadge } from "./collection-status-badge";

const t = collections;

export function CollectionHeader({ collection, dirty }: { collection: Collection | null; dirty: boolean }) {
  const store = useStore();
  const canEdit = useCanEdit();
  const router = useRouter();
  const { archive } = useShelving();
  const back = { href: paths.collections(store.id), label: t.form.back };
  useTitle(collection?.title ?? t.form.newTitle, store.name);
  useVisit(store.id, "collection", collection ? paths.collection(store.id, collection.id) : "", collection?.title ?? "");
  if (!collection) return <PageHeader back={back} title={t.form.newTitle} />;
  return (
    <PageHeader
      back={back}
      title={collection.title}
      badge={<CollectionStatusBadge status={collection.status} />}
      actions={
        <>
          {collection.published_url ? (
            <Button asChild variant="outline">
              <a href={collection.published_url} target="_blank" rel="noreferrer">
                {t.form.view}
                <ExternalLink aria-hidden />
              </a>
            </Button>
          ) : null}
          {canEdit && collection.status !== "archived" ? (
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="outline" size="icon" aria-label={t.form.actions}>
                  <Ellipsis aria-hidden />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                <DropdownMenuItem
                  tone="danger"
                  disabled={dirty}
                  title={dirty ? t.form.saveFirst : undefined}
                  onSelect={async () => {
                    if (await archive(collection)) router.push(paths.collections(store.id));
                  }}
                >
                  <Archive aria-hidden />
                  {t.list.archive}
                </DropdownMenuItem>
              </DropdownMenuContent>
            </DropdownMenu>
          ) : null}
        </>
      }
    />
  );
}
