import type { Metadata } from "next";
import { Page } from "@/components/page";
import { NewCollection } from "@/features/collections/components/collection-editor";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.collections.form.newTitle };

export default function NewCollectionPage() {
  return (
    <Page>
      <NewCollection />
    </Page>
  );
}
