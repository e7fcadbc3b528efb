"use client";

import Link from "next/link";
import { ExternalLink, PackageX } from "lucide-react";
import { isProblem, type Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { ProblemState } from "@/components/problem-state";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useProductId } from "@/lib/route-ids";
import { useTitle } from "@/lib/use-title";
import { useProduct } from "../api/products";
import { ProductForm } from "./product-form";
import { ProductStatusBadge } from "./product-status-badge";

const t = messages.products;

export function ProductEditor() {
  const productId = useProductId();
  return productId ? <LoadedProduct key={productId} productId={productId} /> : <MissingProduct />;
}

function LoadedProduct({ productId }: { productId: string }) {
  const store = useStore();
  const product = useProduct(store.id, productId);
  useTitle(product.data?.title ?? t.list.title, store.name);
  if (product.data) {
    return (
      <>
        <EditorHeader product={product.data} />
        <ProductForm product={product.data} />
      </>
    );
  }
  if (isProblem(product.error) && product.error.status === 404) return <MissingProduct />;
  if (product.isError) {
    return (
      <Card>
        <ProblemState
          heading="h1"
          error={product.error}
          title={t.failed}
          onRetry={() => void product.refetch()}
          retrying={product.isFetching}
        />
      </Card>
    );
  }
  return <ProductFormSkeleton />;
}

function EditorHeader({ product }: { product: Product }) {
  const store = useStore();
  return (
    <PageHeader
      back={{ href: paths.products(store.id), label: t.form.back }}
      title={product.title}
      badge={<ProductStatusBadge status={product.status} />}
      actions={
        product.published_url ? (
          <Button asChild variant="outline">
            <a href={product.published_url} target="_blank" rel="noreferrer">
              {t.form.view}
              <ExternalLink aria-hidden />
            </a>
          </Button>
        ) : null
      }
    />
  );
}

export function NewProduct() {
  const store = useStore();
  useTitle(t.form.newTitle, store.name);
  return (
    <>
      <PageHeader back={{ href: paths.products(store.id), label: t.form.back }} title={t.form.newTitle} />
      <ProductForm product={null} />
    </>
  );
}

function MissingProduct() {
  const store = useStore();
  return (
    <Card>
      <EmptyState
        heading="h1"
        icon={PackageX}
        title={t.missing.title}
        description={t.missing.description}
        action={
          <Button asChild variant="outline">
            <Link href={paths.products(store.id)}>{t.missing.action}</Link>
          </Button>
        }
      />
    </Card>
  );
}

function ProductFormSkeleton() {
  return (
    <>
      <p role="status" className="sr-only">
        {messages.common.loading}
      </p>
      <Skeleton className="h-4 w-20" />
      <Skeleton className="mt-2 mb-5 h-7 w-64 max-w-full" />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="grid gap-4">
          <Skeleton className="h-72 rounded-lg" />
          <Skeleton className="h-40 rounded-lg" />
          <Skeleton className="h-36 rounded-lg" />
        </div>
        <div className="grid content-start gap-4">
          <Skeleton className="h-44 rounded-lg" />
          <Skeleton className="h-80 rounded-lg" />
        </div>
      </div>
    </>
  );
}
