import type { Metadata } from "next";
import { Page } from "@/components/page";
import { StoreList } from "@/features/stores/components/store-list";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.stores.list.title };

export default function StoresPage() {
  return (
    <Page>
      <StoreList />
    </Page>
  );
}
