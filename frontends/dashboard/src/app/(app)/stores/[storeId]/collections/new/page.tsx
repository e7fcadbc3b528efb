import type { Metadata } from "next";
import { Page } from "@/components/page";
import { NewCollection } from "@/features/collections/components/collection-editor";
import { collections } from "@/lib/messages/collections";

export const metadata: Metadata = { title: collections.form.newTitle };

export default function NewCollectionPage() {
  return (
    <Page>
      <NewCollection />
    </Page>
  );
}
