"use client";

import { useEffect, useRef } from "react";
import { Download } from "lucide-react";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent } from "@tradewind/ui/dialog";
import { formatCount } from "@tradewind/ui/lib/money";
import { Progress } from "@tradewind/ui/progress";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { transfers } from "@/lib/messages/transfers";
import { describeProblem } from "@/lib/problems";
import { useExport, useStartExport } from "../api/transfers";

const t = transfers.export;

/** Writes the sheet while one watches, then offers it. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const store = useStore();
  const start = useStartExport(store.id);
  const written = useExport(store.id, start.data?.id);
  const shown = written.data ?? start.data;
  const error = start.error ?? written.error;
  const problem = error ? describeProblem(error).description : (shown?.problem ?? null);
  const total = shown?.progress.total ?? 0;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.title} description={t.description} closeLabel={messages.common.close}>
        {problem ? (
          <Alert tone="danger" title={t.failed} live>
            {problem}
          </Alert>
        ) : null}
        {shown?.download_url ? (
          <>
            <p role="status">{t.done}</p>
            <DownloadLink url={shown.download_url} name={shown.filename} />
          </>
        ) : start.isIdle || problem ? (
          <Button className="justify-self-end" onClick={() => start.mutate()}>
            {problem ? messages.common.tryAgain : t.start}
          </Button>
        ) : (
          <div className="grid gap-2">
            <Progress value={total === 0 ? 0 : ((shown?.progress.done ?? 0) / total) * 100} label={t.progress} />
            <p role="status" className="text-right text-[13px] text-muted-foreground tabular-nums">
              {total === 0 ? t.preparing : t.running(formatCount(shown?.progress.done ?? 0, store.locale), formatCount(total, store.locale))}
            </p>
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

/** Takes the focus, so that one more press of Enter downloads. */
function DownloadLink({ url, name }: { url: string; name: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <Button asChild className="justify-self-end">
      <a ref={link} href={url} download={name}>
        <Download aria-hidden />
        {t.download}
      </a>
    </Button>
  );
}
