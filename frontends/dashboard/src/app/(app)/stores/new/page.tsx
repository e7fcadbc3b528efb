import type { Metadata } from "next";
import { Page } from "@/components/page";
import { PageHeader } from "@/components/page-header";
import { CreateStoreForm } from "@/features/stores/components/create-store-form";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.stores.create;

export const metadata: Metadata = { title: t.title };

export default function NewStorePage() {
  return (
    <Page width="narrow">
      <PageHeader title={t.title} description={t.description} back={{ href: paths.stores, label: t.back }} />
      <CreateStoreForm />
    </Page>
  );
}
