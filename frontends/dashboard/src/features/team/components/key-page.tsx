"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { KeyRound, Plus } from "lucide-react";
import { toast } from "sonner";
import type { ApiKey } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { EmptyState } from "@tradewind/ui/state";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Loaded } from "@/components/loaded";
import { PageHeader } from "@/components/page-header";
import { useStore } from "@/features/stores/store-context";
import { team as words } from "@/lib/messages/team";
import { useTitle } from "@/lib/use-title";
import { useApiKeys, useRevokeKey } from "../api/team";
import { isOwner } from "../lib/role";

const t = words.keys;
/** The form is loaded when it is opened first. */
const KeyDialog = dynamic(() => import("./key-dialog").then((module) => module.KeyDialog), { ssr: false });

/** The store's API keys; only its owner sees them. */
export function KeyPage() {
  const store = useStore();
  useTitle(t.title, store.name);
  if (!isOwner(store)) return <PageHeader title={t.title} description={t.onlyOwner} />;
  return <OwnerKeys />;
}

function OwnerKeys() {
  const store = useStore();
  const keys = useApiKeys(store.id);
  const [creating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t.create}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} description={t.description} actions={keys.data?.items.length ? create : null} />
      <Loaded query={keys} failed={t.failed}>
        {({ items }) => (
          <Card className="overflow-hidden">
            {items.length === 0 ? (
              <EmptyState icon={KeyRound} title={t.empty.title} description={t.empty.description} action={create} />
            ) : (
              <ul aria-label={t.label} className="divide-y">
                {items.map((key) => (
                  <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoked(key)} />
                ))}
              </ul>
            )}
          </Card>
        )}
      </Loaded>
      {creating ? <KeyDialog onClose={() => setCreating(false)} /> : null}
      {revoked ? <RevokeDialog apiKey={revoked} onClose={() => setRevoked(null)} /> : null}
    </>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const store = useStore();
  const dated = (moment: string) => formatDate(moment, { locale: store.locale, timeZone: store.timezone });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="min-w-0 truncate">{apiKey.name}</span>
          <Badge>{t.kinds[apiKey.kind]}</Badge>
        </p>
        <p className="text-[13px] text-muted-foreground">
          <code className="font-mono">{t.ends(apiKey.hint)}</code> · {t.created(dated(apiKey.created_at))} ·{" "}
          {apiKey.last_used_at ? t.used(dated(apiKey.last_used_at)) : t.unused}
        </p>
        {apiKey.scopes.length > 0 ? (
          <p className="mt-0.5 text-[13px] text-muted-foreground">{apiKey.scopes.join(", ")}</p>
        ) : null}
      </div>
      <Button variant="ghost" size="sm" aria-label={t.revokeLabel(apiKey.name)} onClick={onRevoke}>
        {t.revoke}
      </Button>
    </li>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const store = useStore();
  const revoke = useRevokeKey(store.id);
  return (
    <ConfirmDialog
      title={t.revokeTitle(apiKey.name)}
      text={t.revokeText}
      confirm={t.revoke}
      keep={t.keep}
      call={revoke}
      onConfirm={() =>
        revoke.mutate(apiKey.id, {
          onSuccess: () => {
            toast.success(t.revoked(apiKey.name));
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}
