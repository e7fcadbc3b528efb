"use client";

import Link from "next/link";
import { Archive, ArchiveRestore, Ellipsis, ExternalLink, Eye, Pencil } from "lucide-react";
import { toast } from "sonner";
import type { Collection, CollectionStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { collections } from "@/lib/messages/collections";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { useArchiveCollection, useRestoreCollection } from "../api/collections";

const t = collections.list;

export function CollectionActions({ collection }: { collection: Collection }) {
  const store = useStore();
  const canEdit = useCanEdit();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="relative z-10 text-muted-foreground" aria-label={t.actionsFor(collection.title)}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <Link href={paths.collection(store.id, collection.id)}>
            {canEdit ? <Pencil aria-hidden /> : <Eye aria-hidden />}
            {canEdit ? t.edit : t.open}
          </Link>
        </DropdownMenuItem>
        {collection.published_url ? (
          <DropdownMenuItem asChild>
            <a href={collection.published_url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t.view}
            </a>
          </DropdownMenuItem>
        ) : null}
        {canEdit ? <Shelving collection={collection} /> : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Shelving({ collection }: { collection: Collection }) {
  const { archive, restore } = useShelving();
  return collection.status === "archived" ? (
    <DropdownMenuItem onSelect={() => restore(collection, "draft")}>
      <ArchiveRestore aria-hidden />
      {t.restore}
    </DropdownMenuItem>
  ) : (
    <DropdownMenuItem tone="danger" onSelect={() => void archive(collection)}>
      <Archive aria-hidden />
      {t.archive}
    </DropdownMenuItem>
  );
}

/** Archives at once and offers the way back for ten seconds. */
export function useShelving() {
  const store = useStore();
  const archiving = useArchiveCollection(store.id);
  const restoring = useRestoreCollection(store.id);

  const restore = ({ id, title }: Collection, status: CollectionStatus) =>
    void toast.promise(restoring.mutateAsync({ id, status }), {
      loading: messages.common.undo,
      success: t.restored(title),
      error: t.restoreFailed(title),
    });

  const archive = async (collection: Collection) => {
    try {
      await archiving.mutateAsync(collection.id);
      const onClick = () => restore(collection, collection.status);
      toast.success(t.archived(collection.title), { duration: 10_000, action: { label: messages.common.undo, onClick } });
      return true;
    } catch (error) {
      toast.error(t.archiveFailed(collection.title), { description: describeProblem(error).description });
      return false;
    }
  };
  return { archive, restore };
}
