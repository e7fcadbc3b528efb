"use client";

import Link from "next/link";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { formatCount } from "@tradewind/ui/lib/money";
import { upgrade } from "@/lib/messages/upgrade";
import { paths } from "@/lib/paths";
import { useSubscription } from "../api/billing";
import { storeObstacle } from "../lib/standing";

const t = upgrade;

/** Where another store would be opened: what of the plan is in the way, and the way out of it. */
export function StoreObstacle({ id, className }: { id?: string; className?: string }) {
  const { data } = useSubscription();
  const obstacle = storeObstacle(data);
  if (!data?.limits || !obstacle) return null;
  return (
    <div id={id} className={className}>
      {obstacle === "unpaid" ? (
        <Alert tone="info" title={t.unpaid}>
          <p>{t.unpaidText}</p>
        </Alert>
      ) : (
        <Alert tone="info" title={t.stores(data.limits.stores, formatCount(data.limits.stores))} action={<PlansLink />}>
          <p>{t.storesText}</p>
        </Alert>
      )}
    </div>
  );
}

/** The way to the plans; nothing where there are none. */
export function PlansLink({ label = t.action }: { label?: string }) {
  const { data } = useSubscription();
  if (data?.billing !== "on") return null;
  return (
    <Button asChild variant="outline" size="sm">
      <Link href={paths.pricing}>{label}</Link>
    </Button>
  );
}
