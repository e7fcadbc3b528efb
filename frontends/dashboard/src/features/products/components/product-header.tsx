"use client";

import { useRouter } from "next/navigation";
import { Archive, Copy, Ellipsis, ExternalLink } from "lucide-react";
import type { Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { PageHeader } from "@/components/page-header";
import { useCanEdit, useCanFinish, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useVisit } from "@/lib/recent";
import { useTitle } from "@/lib/use-title";
import { useArchiveWithUndo, useDuplicate } from "./product-actions";
import { ProductStatusBadge } from "./product-status-badge";

const t = messages.products.form;

/** The product as it is saved, and what can be done with the whole of it; not while changes are unsaved. */
export function ProductHeader({ product, dirty }: { product: Product | null; dirty: boolean }) {
  const store = useStore();
  const canEdit = useCanEdit();
  const canArchive = useCanFinish() && product?.status !== "archived";
  const router = useRouter();
  const duplicate = useDuplicate();
  const archive = useArchiveWithUndo();
  const back = { href: paths.products(store.id), label: t.back };
  useTitle(product?.title ?? t.newTitle, store.name);
  useVisit(store.id, "product", product ? paths.product(store.id, product.id) : "", product?.title ?? "");
  if (!product) return <PageHeader back={back} title={t.newTitle} />;

  const leaveArchived = async () => {
    if (await archive(product)) router.push(paths.products(store.id));
  };
  return (
    <PageHeader
      back={back}
      title={product.title}
      badge={<ProductStatusBadge status={product.status} />}
      actions={
        <>
          {product.published_url ? (
            <Button asChild variant="outline">
              <a href={product.published_url} target="_blank" rel="noreferrer">
                {t.view}
                <ExternalLink aria-hidden />
              </a>
            </Button>
          ) : null}
          {canEdit || canArchive ? (
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="outline" size="icon" aria-label={t.actions}>
                  <Ellipsis aria-hidden />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                {dirty ? <p className="px-2 py-1.5 text-xs text-muted-foreground">{t.saveFirst}</p> : null}
                {canEdit ? (
                  <DropdownMenuItem disabled={dirty} onSelect={() => void duplicate(product)}>
                    <Copy aria-hidden />
                    {t.duplicate}
                  </DropdownMenuItem>
                ) : null}
                {canArchive ? (
                  <DropdownMenuItem tone="danger" disabled={dirty} onSelect={() => void leaveArchived()}>
                    <Archive aria-hidden />
                    {t.archive}
                  </DropdownMenuItem>
                ) : null}
              </DropdownMenuContent>
            </DropdownMenu>
          ) : null}
        </>
      }
    />
  );
}
