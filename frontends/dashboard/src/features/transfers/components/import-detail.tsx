"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { useQueryClient } from "@tanstack/react-query";
import { Download, FileX } from "lucide-react";
import { useEffect } from "react";
import { isProblem, type ProductImport } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent } from "@tradewind/ui/card";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatCount } from "@tradewind/ui/lib/money";
import { Progress } from "@tradewind/ui/progress";
import { EmptyState } from "@tradewind/ui/state";
import { Loaded } from "@/components/loaded";
import { PageHeader } from "@/components/page-header";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useCanEdit, useCanFinish, useStore } from "@/features/stores/store-context";
import { transfers } from "@/lib/messages/transfers";
import { paths } from "@/lib/paths";
import { keys } from "@/lib/query";
import { reportProblem } from "@/lib/report-problem";
import { useImportId } from "@/lib/route-ids";
import { saveFile } from "@/lib/save-file";
import { useTitle } from "@/lib/use-title";
import { isWorking, useImport, useSteerImport } from "../api/transfers";
import { issueSheet } from "../lib/sheet";
import { ImportCounts } from "./import-counts";
import { TransferStatusBadge } from "./import-history";
import { IssuesCard } from "./issues-card";

const t = transfers;

export function ImportDetail() {
  const importId = useImportId();
  return importId ? <KnownImport key={importId} importId={importId} /> : <MissingImport />;
}

function KnownImport({ importId }: { importId: string }) {
  const store = useStore();
  const query = useImport(store.id, importId);
  const cache = useQueryClient();
  const status = query.data?.status;
  useTitle(query.data?.filename ?? t.title, store.name);
  // What an import brought is in no list that was loaded before it.
  useEffect(() => {
    if (status === "done" || status === "cancelled") void cache.invalidateQueries({ queryKey: keys.products(store.id) });
  }, [status, cache, store.id]);
  if (!query.data && isProblem(query.error) && query.error.status === 404) return <MissingImport />;
  return (
    <Loaded query={query} failed={t.detail.failed}>
      {(shown) => <ImportView shown={shown} />}
    </Loaded>
  );
}

function ImportView({ shown }: { shown: ProductImport }) {
  const store = useStore();
  const canEdit = useCanEdit();
  const canStop = useCanFinish();
  const steer = useSteerImport(store.id, shown.id);
  const cancel = () => steer.mutate("cancel", { onError: (error) => reportProblem(error, t.detail.cancelFailed) });
  const start = () => steer.mutate("start", { onError: (error) => reportProblem(error, t.detail.startFailed) });
  const importable = shown.counts.create + shown.counts.update;
  const working = isWorking(shown.status);
  return (
    <>
      <PageHeader
        back={{ href: paths.imports(store.id), label: t.backToImports }}
        title={shown.filename}
        badge={<TransferStatusBadge status={shown.status} />}
        description={t.detail.started(formatDateTime(shown.created_at, { locale: store.locale, timeZone: store.timezone }))}
        actions={
          <>
            {canStop && (working || shown.status === "checked") ? (
              <Button variant="outline" pending={steer.isPending && steer.variables === "cancel"} onClick={cancel}>
                {t.detail.cancel}
              </Button>
            ) : null}
            {canEdit && shown.status === "checked" && importable > 0 ? (
              <Button pending={steer.isPending && steer.variables === "start"} onClick={start}>
                {t.detail.checked.start(formatCount(importable, store.locale), importable === 1)}
              </Button>
            ) : null}
            {shown.status === "done" ? (
              <Button asChild>
                <Link href={paths.products(store.id)}>{t.detail.done.action}</Link>
              </Button>
            ) : null}
            {canEdit && (shown.status === "failed" || shown.status === "cancelled") ? <AgainLink label={t.detail.again} /> : null}
          </>
        }
      />
      <div className="grid gap-4">
        <Situation shown={shown} importable={importable} />
        {shown.status === "awaiting_upload" || shown.counts.products === 0 ? null : <ImportCounts shown={shown} />}
        {shown.error_count > 0 ? (
          <IssuesCard title={t.issues.errors} issues={shown.errors} total={shown.error_count} actions={<DownloadIssues shown={shown} />} />
        ) : null}
        {shown.warning_count > 0 ? (
          <IssuesCard
            title={t.issues.warnings}
            issues={shown.warnings}
            total={shown.warning_count}
            hint={t.issues.warningsHint}
            actions={shown.error_count === 0 ? <DownloadIssues shown={shown} /> : null}
          />
        ) : null}
      </div>
    </>
  );
}

/** Where the import stands, in words and as a bar. */
function Situation({ shown, importable }: { shown: ProductImport; importable: number }): ReactNode {
  const { locale } = useStore();
  switch (shown.status) {
    case "awaiting_upload":
      return (
        <Card>
          <EmptyState
            icon={FileX}
            title={t.detail.awaiting.title}
            description={t.detail.awaiting.description}
            action={
              <EditOnly>
                <AgainLink label={t.detail.awaiting.action} />
              </EditOnly>
            }
          />
        </Card>
      );
    case "checking":
    case "running": {
      const { done, total } = shown.progress;
      return (
        <Card>
          <CardContent className="grid gap-3">
            <p role="status">{shown.status === "checking" ? t.detail.checking : t.detail.running}</p>
            <Progress value={total === 0 ? 0 : (done / total) * 100} label={t.detail.progress} />
            <p className="text-right text-[13px] text-muted-foreground tabular-nums">
              {t.detail.progressText(formatCount(done, locale), formatCount(total, locale))}
            </p>
          </CardContent>
        </Card>
      );
    }
    case "checked":
      return (
        <Alert tone={importable === 0 ? "warning" : "info"} title={t.detail.checked.title}>
          {importable === 0 ? t.detail.checked.none : shown.error_count > 0 ? t.detail.checked.withErrors : null}
        </Alert>
      );
    case "done":
      return <Alert tone="success" title={t.detail.done.title} />;
    case "cancelled":
      return <Alert tone="info" title={t.detail.cancelled} />;
    case "failed":
      return (
        <Alert tone="danger" title={t.detail.problem} live>
          {shown.problem}
        </Alert>
      );
  }
}

function DownloadIssues({ shown }: { shown: ProductImport }) {
  const save = () => saveFile(t.issues.fileName(shown.filename), issueSheet(shown.errors, shown.warnings), "text/csv;charset=utf-8");
  return (
    <Button variant="outline" size="sm" onClick={save}>
      <Download aria-hidden />
      {t.issues.download}
    </Button>
  );
}

function AgainLink({ label }: { label: string }) {
  const store = useStore();
  return (
    <Button asChild variant="outline">
      <Link href={paths.imports(store.id)}>{label}</Link>
    </Button>
  );
}

function MissingImport() {
  const { title, description, action } = t.detail.missing;
  return (
    <Card>
      <EmptyState heading="h1" icon={FileX} title={title} description={description} action={<AgainLink label={action} />} />
    </Card>
  );
}
