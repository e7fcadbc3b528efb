"use client";

import { type DragEvent, useEffect, useRef, useState } from "react";
import { ImagePlus } from "lucide-react";
import { useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { FieldError } from "@tradewind/ui/field";
import { cn } from "@tradewind/ui/lib/cn";
import { Progress } from "@tradewind/ui/progress";
import { imageUrl } from "@/components/thumbnail";
import { uploadPorts } from "@/features/products/api/images";
import { IMAGE_TYPES, refusalOf, uploadImage, type UploadPhase } from "@/features/products/lib/upload";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import type { CollectionFormValues } from "../lib/collection-form";
import { useImage } from "./collection-image";

const t = collections.image;

interface ImageCardProps {
  /** Told while bytes are under way: saving waits for them. */
  onUploading: (uploading: boolean) => void;
}

/** The one picture of a collection: drop or choose, replace, remove. */
export function ImageCard({ onUploading }: ImageCardProps) {
  const store = useStore();
  const canEdit = useCanEdit();
  const { control, setValue, formState } = useFormContext<CollectionFormValues>();
  const imageId = useWatch({ control, name: "imageId" });
  const image = useImage(store.id, imageId);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [phase, setPhase] = useState<UploadPhase | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    const refusal = refusalOf(file);
    if (refusal) return setPhase({ phase: "failed", message: refusal });
    running.current?.abort();
    running.current = new AbortController();
    const report = (next: UploadPhase) => {
      setPhase(next);
      onUploading(next.phase === "uploading");
      if (next.phase === "processing") setValue("imageId", next.imageId, { shouldDirty: true });
    };
    void uploadImage(file, uploadPorts(store.id), report, running.current.signal);
  };
  const isFiles = (event: DragEvent) => canEdit && event.dataTransfer.types.includes("Files");
  const source = (phase?.phase === "ready" ? imageUrl(phase.image.sources, 480) : null) ?? imageUrl(image.data?.sources ?? [], 480);
  const error = phase?.phase === "failed" ? phase.message : formState.errors.imageId?.message;

  return (
    <Card
      aria-labelledby="collection-image"
      onDragOver={(event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <CardHeader title={t.title} titleId="collection-image" />
      <CardContent className="grid gap-3">
        <div className={cn("overflow-hidden rounded-lg border", !imageId && "border-dashed border-input", over && "border-primary bg-primary-soft")}>
          {imageId && source ? (
            <img src={source} alt={t.alt} className="aspect-3/2 w-full object-cover" />
          ) : (
            <div className="flex aspect-3/2 flex-col items-center justify-center gap-2 px-4 text-center">
              <ImagePlus aria-hidden className="size-5 text-muted-foreground" />
              <p className="text-[13px] text-muted-foreground">{imageId ? t.processing : canEdit ? t.hint : t.none}</p>
            </div>
          )}
        </div>
        {phase?.phase === "uploading" ? <Progress value={phase.progress} label={t.uploading} /> : null}
        <FieldError>{error}</FieldError>
        <EditOnly>
          <div className="flex gap-2">
            <Button variant="outline" size="sm" onClick={() => input.current?.click()}>
              {imageId ? t.replace : t.add}
            </Button>
            {imageId ? (
              <Button
                variant="ghost"
                size="sm"
                onClick={() => {
                  running.current?.abort();
                  setPhase(null);
                  onUploading(false);
                  setValue("imageId", null, { shouldDirty: true });
                }}
              >
                {t.remove}
              </Button>
            ) : null}
          </div>
        </EditOnly>
        <input
          ref={input}
          type="file"
          accept={IMAGE_TYPES.join(",")}
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
