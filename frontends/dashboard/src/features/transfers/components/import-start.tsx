"use client";

import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { useRouter } from "next/navigation";
import { FileSpreadsheet } from "lucide-react";
import { ApiProblem, type ImportMode } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { Progress } from "@tradewind/ui/progress";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { sendForm } from "@/features/products/lib/upload";
import { useStore } from "@/features/stores/store-context";
import { transfers } from "@/lib/messages/transfers";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { checkImport, requestImport } from "../api/transfers";
import { sheetRefusal } from "../lib/sheet";

const t = transfers.upload;
const MODES = ["create", "update"] as const;
const isFileDrag = (event: DragEvent) => event.dataTransfer.types.includes("Files");

interface Sending {
  name: string;
  percent: number;
}

/** Sends the sheet and asks for its dry run, then goes to where that can be watched. */
function useUpload(storeId: string) {
  const router = useRouter();
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<{ title: string; text: string } | null>(null);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);

  const upload = async (file: File, mode: ImportMode) => {
    const refusal = sheetRefusal(file);
    setProblem(refusal ? { title: t.failed(file.name), text: refusal } : null);
    if (refusal) return;
    const aborter = new AbortController();
    control.current = aborter;
    setSending({ name: file.name, percent: 0 });
    try {
      const { id, upload: target } = await requestImport(storeId, file, mode);
      await sendForm(target, file, (share) => setSending({ name: file.name, percent: share * 100 }), aborter.signal);
      await checkImport(storeId, id);
      router.push(paths.import(storeId, id));
    } catch (error) {
      setSending(null);
      if (aborter.signal.aborted) return;
      setProblem({ title: t.failed(file.name), text: error instanceof ApiProblem ? describeProblem(error).description : t.lost });
    }
  };
  return { sending, problem, upload, cancel: () => control.current?.abort() };
}

export function ImportStart() {
  const store = useStore();
  const { sending, problem, upload, cancel } = useUpload(store.id);
  const input = useRef<HTMLInputElement>(null);
  const limits = useId();
  const [mode, setMode] = useState<ImportMode>("create");
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !sending) void upload(file, mode);
  };
  const dropZone = {
    onDragOver: (event: DragEvent) => {
      if (!isFileDrag(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!isFileDrag(event)) return;
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files);
    },
  };
  return (
    <Card aria-labelledby="import-file" {...dropZone}>
      <CardHeader title={t.title} titleId="import-file" />
      <CardContent className="grid gap-4">
        {problem ? (
          <Alert tone="danger" title={problem.title} live>
            {problem.text}
          </Alert>
        ) : null}
        <div>
          <p aria-hidden className="mb-1.5 text-[13px] font-medium">
            {t.mode}
          </p>
          <RadioCards
            label={t.mode}
            value={mode}
            onValueChange={setMode}
            className="sm:grid-cols-2"
            options={MODES.map((value) => ({ value, ...t.modes[value], disabled: sending !== null }))}
          />
        </div>
        {sending ? (
          <div className="grid gap-2 rounded-lg border px-4 py-6">
            <p className="flex items-center justify-between gap-4">
              <span className="min-w-0 truncate font-medium">{t.sending(sending.name)}</span>
              <span className="text-muted-foreground tabular-nums">{Math.round(sending.percent)}%</span>
            </p>
            <Progress value={sending.percent} label={t.sending(sending.name)} />
            <Button variant="ghost" size="sm" className="mt-1 justify-self-end" onClick={cancel}>
              {t.cancel}
            </Button>
          </div>
        ) : (
          <div
            className={cn(
              "flex flex-col items-center rounded-lg border border-dashed border-input px-4 py-10 text-center transition-colors",
              over && "border-primary bg-primary-soft",
            )}
          >
            <FileSpreadsheet aria-hidden className="mb-2 size-6 text-muted-foreground" />
            {over ? (
              <p className="font-medium">{t.dropNow}</p>
            ) : (
              <p>
                {t.drop}{" "}
                <Button variant="link" className="inline" aria-describedby={limits} onClick={() => input.current?.click()}>
                  {t.browse}
                </Button>
              </p>
            )}
            <p id={limits} className="mt-1 max-w-md text-[13px] text-pretty text-muted-foreground">
              {t.limits}
            </p>
          </div>
        )}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          className="sr-only"
          tabIndex={-1}
          aria-label={t.field}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </CardContent>
    </Card>
  );
}
