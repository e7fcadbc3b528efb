import type { Metadata } from "next";
import { Page } from "@/components/page";
import { CollectionEditor } from "@/features/collections/components/collection-editor";
import { collections } from "@/lib/messages/collections";

export const metadata: Metadata = { title: collections.list.title };

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
