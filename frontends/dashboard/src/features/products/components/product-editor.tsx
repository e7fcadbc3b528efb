"use client";

import { useEffect } from "react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { PackageX } from "lucide-react";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { ProblemState } from "@/components/problem-state";
import { EditGate } from "@/features/stores/components/edit-gate";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { readOnly } from "@/lib/messages/read-only";
import { paths } from "@/lib/paths";
import { useProductId } from "@/lib/route-ids";
import { useProduct } from "../api/products";

const t = messages.products;

/** The form is large and waits for its product anyway: its code is fetched beside the data. */
const loadForm = () => import("./product-form").then((module) => module.ProductForm);
const ProductForm = dynamic(loadForm, { ssr: false, loading: ProductFormSkeleton });

export function ProductEditor() {
  const productId = useProductId();
  return productId ? <LoadedProduct key={productId} productId={productId} /> : <MissingProduct />;
}

function LoadedProduct({ productId }: { productId: string }) {
  const store = useStore();
  const product = useProduct(store.id, productId);
  useEffect(() => void loadForm(), []);
  if (product.data) return <ProductForm product={product.data} />;
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

export function NewProduct() {
  const store = useStore();
  const { title, action } = readOnly.newProduct;
  return (
    <EditGate title={title} back={{ href: paths.products(store.id), label: action }}>
      <ProductForm product={null} />
    </EditGate>
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
