import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Page } from "@/components/page";
import { CollectionList } from "@/features/collections/components/collection-list";
import { collections } from "@/lib/messages/collections";

export const metadata: Metadata = { title: collections.list.title };

export default function CollectionsPage() {
  return (
    <Page width="wide">
      <NuqsAdapter>
        <CollectionList />
      </NuqsAdapter>
    </Page>
  );
}
