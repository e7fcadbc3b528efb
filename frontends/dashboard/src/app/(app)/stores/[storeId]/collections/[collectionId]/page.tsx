import type { Metadata } from "next";
import { Page } from "@/components/page";
import { CollectionEditor } from "@/features/collections/components/collection-editor";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.collections.list.title };

export function generateStaticParams() {
  return [{ collectionId: "_" }];
}

export default function CollectionPage() {
  return (
    <Page>
      <CollectionEditor />
    </Page>
  );
}
