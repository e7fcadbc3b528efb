"use client";

import Link from "next/link";
import { ExternalLink, Plus } from "lucide-react";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { CopyButton } from "@tradewind/ui/copy-button";
import { PageHeader } from "@/components/page-header";
import { StoreStatusBadge } from "@/features/stores/components/store-status-badge";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { Checklist } from "./checklist";
import { Glance } from "./glance";
import { RecentOrders } from "./recent-orders";

const t = messages.stores.overview;

export function StoreOverview() {
  const store = useStore();
  useTitle(store.name);
  return (
    <>
      <PageHeader
        title={store.name}
        badge={<StoreStatusBadge status={store.status} />}
        actions={
          <EditOnly>
            <Button asChild variant="outline">
              <Link href={paths.newProduct(store.id)}>
                <Plus aria-hidden />
                {t.addProduct}
              </Link>
            </Button>
          </EditOnly>
        }
        description={
          <span className="inline-flex max-w-full items-center gap-1">
            <a
              href={store.storefront_url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-w-0 items-center gap-1.5 rounded-sm hover:text-foreground hover:underline hover:underline-offset-4"
            >
              <span className="sr-only">{t.visit}:</span>
              <span className="truncate">{store.storefront_url.replace(/^https?:\/\//, "")}</span>
              <ExternalLink aria-hidden className="size-3.5 shrink-0" />
            </a>
            <CopyButton
              value={store.storefront_url}
              label={t.copyAddress}
              copiedLabel={messages.common.copied}
              className="text-muted-foreground"
            />
          </span>
        }
      />
      <div className="grid gap-4">
        {store.status === "paused" ? (
          <Alert
            tone="warning"
            title={t.pausedTitle}
            action={
              <Button asChild variant="outline" size="sm">
                <Link href={paths.settings(store.id)}>{messages.common.nav.settings}</Link>
              </Button>
            }
          >
            {t.pausedText}
          </Alert>
        ) : null}
        <EditOnly>
          <Checklist />
        </EditOnly>
        <Glance />
        <RecentOrders />
      </div>
    </>
  );
}
