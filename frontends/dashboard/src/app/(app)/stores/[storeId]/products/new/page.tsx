import type { Metadata } from "next";
import { Page } from "@/components/page";
import { NewProduct } from "@/features/products/components/product-editor";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.products.form.newTitle };

export default function NewProductPage() {
  return (
    <Page>
      <NewProduct />
    </Page>
  );
}
