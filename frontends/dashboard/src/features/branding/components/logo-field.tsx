"use client";

import { useRef } from "react";
import { ImageOff, Upload, X } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { FieldError } from "@tradewind/ui/field";
import { Progress } from "@tradewind/ui/progress";
import { Spinner } from "@tradewind/ui/spinner";
import { IMAGE_TYPES, type UploadPhase } from "@/features/products/lib/upload";
import { EditOnly } from "@/features/stores/components/edit-only";
import { messages } from "@/lib/messages";

const t = messages.settings.branding;

interface LogoFieldProps {
  url: string | null;
  hasLogo: boolean;
  upload: UploadPhase | null;
  error: string | undefined;
  onChoose: (file: File) => void;
  onRemove: () => void;
}

export function LogoField({ url, hasLogo, upload, error, onChoose, onRemove }: LogoFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const failed = upload?.phase === "failed" ? upload.message : error;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-4">
        <div className="flex h-16 w-40 items-center justify-center rounded-md border bg-white p-2">
          {url ? (
            <img src={url} alt={t.logoAlt} className="max-h-full max-w-full object-contain" />
          ) : (
            <ImageOff aria-hidden className="size-5 text-neutral-400" />
          )}
        </div>
        <EditOnly>
          <div className="flex flex-wrap gap-2">
            <input
              ref={input}
              type="file"
              accept={IMAGE_TYPES.join(",")}
              aria-label={t.logoFile}
              tabIndex={-1}
              className="sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = "";
                if (file) onChoose(file);
              }}
            />
            <Button variant="outline" onClick={() => input.current?.click()}>
              <Upload aria-hidden />
              {hasLogo ? t.logoReplace : t.logoChoose}
            </Button>
            {hasLogo ? (
              <Button variant="ghost" onClick={onRemove}>
                <X aria-hidden />
                {t.logoRemove}
              </Button>
            ) : null}
          </div>
        </EditOnly>
      </div>
      {upload?.phase === "uploading" ? <Progress value={upload.progress} label={t.logoUploading} /> : null}
      {upload?.phase === "processing" ? (
        <p role="status" className="flex items-center gap-2 text-[13px] text-muted-foreground">
          {upload.stalled ? null : <Spinner className="size-3.5" />}
          {upload.stalled ? t.logoStalled : t.logoProcessing}
        </p>
      ) : null}
      {!hasLogo && !upload ? <p className="text-[13px] text-muted-foreground">{t.logoNone}</p> : null}
      <FieldError>{failed}</FieldError>
    </div>
  );
}
