"use client";

import Link from "next/link";
import { Archive, Ellipsis, ExternalLink, Pencil } from "lucide-react";
import { toast } from "sonner";
import type { Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { useArchiveProduct, useRestoreProduct } from "../api/products";

const t = messages.products.list;

export function ProductActions({ product }: { product: Product }) {
  const store = useStore();
  const archive = useArchiveWithUndo();
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
            <Pencil aria-hidden />
            {t.edit}
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
        {product.status !== "archived" ? (
          <DropdownMenuItem tone="danger" onSelect={() => archive(product)}>
            <Archive aria-hidden />
            {t.archive}
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Archives at once and offers the way back for ten seconds. */
function useArchiveWithUndo() {
  const store = useStore();
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
      toast.success(t.archived(title), { duration: 10_000, action: { label: messages.common.undo, onClick: undo } });
    } catch (error) {
      toast.error(t.archiveFailed(title), { description: describeProblem(error).description });
    }
  };
}
