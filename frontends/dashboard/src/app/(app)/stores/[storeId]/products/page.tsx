import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Page } from "@/components/page";
import { ProductList } from "@/features/products/components/product-list";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.products.list.title };

export default function ProductsPage() {
  return (
    <Page width="wide">
      <NuqsAdapter>
        <ProductList />
      </NuqsAdapter>
    </Page>
  );
}
