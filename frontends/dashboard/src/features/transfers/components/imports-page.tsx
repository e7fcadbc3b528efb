"use client";

import { PageHeader } from "@/components/page-header";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { transfers } from "@/lib/messages/transfers";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { ImportHistory } from "./import-history";
import { ImportStart } from "./import-start";

const t = transfers;

export function ImportsPage() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <>
      <PageHeader back={{ href: paths.products(store.id), label: t.back }} title={t.title} description={t.description} />
      <div className="grid gap-4">
        <EditOnly>
          <ImportStart />
        </EditOnly>
        <ImportHistory />
      </div>
    </>
  );
}
