import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ProductEditor } from "@/features/products/components/product-editor";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.products.list.title };

export function generateStaticParams() {
  return [{ productId: "_" }];
}

export default function ProductPage() {
  return (
    <Page>
      <ProductEditor />
    </Page>
  );
}
