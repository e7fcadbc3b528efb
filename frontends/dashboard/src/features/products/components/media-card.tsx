"use client";

import { type DragEvent, useId, useRef, useState } from "react";
import { ImagePlus } from "lucide-react";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { useCanEdit } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { IMAGE_TYPES, MAX_IMAGES } from "../lib/upload";
import type { Media } from "../lib/use-media";
import { MediaTile } from "./media-tile";

const t = messages.products.media;

const isFileDrag = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** Pictures: drop or choose, watch them arrive, describe, order and remove them. */
export function MediaCard({ media }: { media: Media }) {
  const canEdit = useCanEdit();
  const input = useRef<HTMLInputElement>(null);
  const limits = useId();
  const [over, setOver] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const { items } = media;

  const move = (key: string, to: number) => {
    media.move(key, to);
    setSaid(t.moved(to + 1));
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
      media.add(Array.from(event.dataTransfer.files));
    },
  };

  return (
    <Card aria-labelledby="media-title" {...(canEdit ? dropZone : {})}>
      <CardHeader
        title={t.title}
        titleId="media-title"
        actions={
          canEdit && items.length > 0 && items.length < MAX_IMAGES ? (
            <Button variant="outline" size="sm" onClick={() => input.current?.click()}>
              <ImagePlus aria-hidden />
              {t.add}
            </Button>
          ) : null
        }
      />
      <CardContent className="grid gap-3">
        <input
          ref={input}
          type="file"
          multiple
          accept={IMAGE_TYPES.join(",")}
          className="sr-only"
          tabIndex={-1}
          aria-label={t.add}
          onChange={(event) => {
            media.add(Array.from(event.target.files ?? []));
            event.target.value = "";
          }}
        />
        {media.refusals.length > 0 ? (
          <Alert tone="warning" live>
            {media.refusals.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Alert>
        ) : null}
        {items.length > 0 ? (
          <ul aria-label={t.list} className="grid gap-2 sm:grid-cols-2">
            {items.map((item, index) => (
              <MediaTile
                key={item.key}
                item={item}
                index={index}
                count={items.length}
                dragging={dragged === item.key}
                onDragStart={() => setDragged(item.key)}
                onDragEnd={() => setDragged(null)}
                onDropHere={() => {
                  if (dragged && dragged !== item.key) move(dragged, index);
                  setDragged(null);
                }}
                onMove={(to) => move(item.key, to)}
                onAlt={(alt) => media.setAlt(item.key, alt)}
                onRemove={() => media.remove(item.key)}
                onRetry={media.canRetry(item.key) ? () => media.retry(item.key) : null}
              />
            ))}
          </ul>
        ) : null}
        {items.length === 0 && !canEdit ? <p className="text-muted-foreground">{t.none}</p> : null}
        {canEdit && (items.length === 0 || over) ? (
          <div
            className={cn(
              "flex flex-col items-center rounded-lg border border-dashed border-input px-4 py-8 text-center transition-colors",
              over && "border-primary bg-primary-soft",
            )}
          >
            <ImagePlus aria-hidden className="mb-2 size-5 text-muted-foreground" />
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
            <p id={limits} className="mt-1 text-[13px] text-muted-foreground">
              {t.limits("20 MB", MAX_IMAGES)}
            </p>
          </div>
        ) : null}
        <p role="status" className="sr-only">
          {said}
        </p>
      </CardContent>
    </Card>
  );
}
