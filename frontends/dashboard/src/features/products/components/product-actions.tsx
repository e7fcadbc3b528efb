"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Archive, Copy, Ellipsis, ExternalLink, Eye, Pencil } from "lucide-react";
import { toast } from "sonner";
import type { Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { useCanEdit, useCanFinish, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { useArchiveProduct, useDuplicateProduct, useRestoreProduct } from "../api/products";

const t = messages.products.list;

export function ProductActions({ product }: { product: Product }) {
  const store = useStore();
  const canEdit = useCanEdit();
  const canFinish = useCanFinish();
  const archive = useArchiveWithUndo();
  const duplicate = useDuplicate();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="relative z-10 text-muted-foreground" aria-label={t.actionsFor(product.title)}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <Link href={paths.product(store.id, product.id)}>
            {canEdit ? <Pencil aria-hidden /> : <Eye aria-hidden />}
            {canEdit ? t.edit : t.open}
          </Link>
        </DropdownMenuItem>
        {product.published_url ? (
          <DropdownMenuItem asChild>
            <a href={product.published_url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t.view}
            </a>
          </DropdownMenuItem>
        ) : null}
        {canEdit ? (
          <DropdownMenuItem onSelect={() => void duplicate(product)}>
            <Copy aria-hidden />
            {t.duplicate}
          </DropdownMenuItem>
        ) : null}
        {canFinish && product.status !== "archived" ? (
          <DropdownMenuItem tone="danger" onSelect={() => archive(product)}>
            <Archive aria-hidden />
            {t.archive}
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Copies the product, then offers to open the copy. */
export function useDuplicate() {
  const store = useStore();
  const router = useRouter();
  const { mutateAsync } = useDuplicateProduct(store.id);
  return async ({ id, title }: Product) => {
    const waiting = toast.loading(t.duplicating(title));
    try {
      const copy = await mutateAsync(id);
      const open = () => router.push(paths.product(store.id, copy.id));
      toast.success(t.duplicated(copy.title), { id: waiting, duration: 10_000, action: { label: t.open, onClick: open } });
    } catch (error) {
      toast.error(t.duplicateFailed(title), { id: waiting, description: describeProblem(error).description });
    }
  };
}

/** Archives at once and offers the way back for ten seconds; none leads back into a held store. */
export function useArchiveWithUndo() {
  const store = useStore();
  const canEdit = useCanEdit();
  const archive = useArchiveProduct(store.id);
  const restore = useRestoreProduct(store.id);

  return async ({ id, title, status }: Product) => {
    const undo = () =>
      toast.promise(restore.mutateAsync({ productId: id, status }), {
        loading: messages.common.undo,
        success: t.restored(title),
        error: t.restoreFailed(title),
      });
    try {
      await archive.mutateAsync(id);
      const action = canEdit ? { label: messages.common.undo, onClick: undo } : undefined;
      toast.success(t.archived(title), { duration: 10_000, action });
      return true;
    } catch (error) {
      toast.error(t.archiveFailed(title), { description: describeProblem(error).description });
      return false;
    }
  };
}
