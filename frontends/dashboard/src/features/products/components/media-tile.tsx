"use client";

import type { DragEvent } from "react";
import { ArrowLeft, ArrowRight, ImageOff, RotateCw, Trash2 } from "lucide-react";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Input } from "@tradewind/ui/input";
import { cn } from "@tradewind/ui/lib/cn";
import { Progress } from "@tradewind/ui/progress";
import { Spinner } from "@tradewind/ui/spinner";
import { imageUrl } from "@/components/thumbnail";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useCanEdit } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import type { MediaItem } from "../lib/media";

const t = messages.products.media;
/** Marks our own drags, to tell them from files. */
const DRAG_TYPE = "application/x-tradewind-image";

interface MediaTileProps {
  item: MediaItem;
  index: number;
  count: number;
  dragging: boolean;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDropHere: () => void;
  onMove: (to: number) => void;
  onAlt: (alt: string) => void;
  onRemove: () => void;
  /** Null where the file is no longer at hand. */
  onRetry: (() => void) | null;
}

export function MediaTile({ item, index, count, dragging, onMove, onAlt, onRemove, onRetry, ...drag }: MediaTileProps) {
  const canEdit = useCanEdit();
  const position = index + 1;
  const source = imageUrl(item.sources, 160) ?? item.preview;
  const failed = item.state.phase === "failed";

  const dragProps = {
    draggable: canEdit,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAG_TYPE, item.key);
      event.dataTransfer.effectAllowed = "move";
      drag.onDragStart();
    },
    onDragEnd: drag.onDragEnd,
  };
  const dropProps = {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(DRAG_TYPE)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
      event.preventDefault();
      drag.onDropHere();
    },
  };

  return (
    <li {...dropProps} className={cn("flex gap-3 rounded-lg border p-2", dragging && "opacity-50", failed && "border-danger/50")}>
      <div
        {...dragProps}
        className={cn("relative size-20 shrink-0 overflow-hidden rounded-md border bg-muted", canEdit && "cursor-grab active:cursor-grabbing")}
      >
        {source ? (
          <img
            src={source}
            alt=""
            draggable={false}
            className={cn("size-full object-cover", item.state.phase !== "ready" && "opacity-50")}
          />
        ) : (
          <span className="flex size-full items-center justify-center">
            <ImageOff aria-hidden className="size-5 text-muted-foreground" />
          </span>
        )}
        {index === 0 ? (
          <Badge tone="accent" className="absolute top-1 left-1">
            {t.first}
          </Badge>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-1 flex-col justify-between gap-1.5">
        <TileState item={item} position={position} onAlt={onAlt} />
        <EditOnly>
          <div className="flex items-center gap-0.5 text-muted-foreground">
            <Button variant="ghost" size="icon-sm" disabled={index === 0} aria-label={t.moveEarlier(position)} onClick={() => onMove(index - 1)}>
              <ArrowLeft aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              disabled={index === count - 1}
              aria-label={t.moveLater(position)}
              onClick={() => onMove(index + 1)}
            >
              <ArrowRight aria-hidden />
            </Button>
            {failed && onRetry ? (
              <Button variant="ghost" size="icon-sm" aria-label={t.retry(item.name)} title={messages.common.tryAgain} onClick={onRetry}>
                <RotateCw aria-hidden />
              </Button>
            ) : null}
            <Button variant="ghost" size="icon-sm" className="ml-auto" aria-label={t.remove(position)} onClick={onRemove}>
              <Trash2 aria-hidden />
            </Button>
          </div>
        </EditOnly>
      </div>
    </li>
  );
}

function TileState({ item, position, onAlt }: { item: MediaItem; position: number; onAlt: (alt: string) => void }) {
  const { state } = item;
  if (state.phase === "failed") {
    return (
      <p role="alert" className="line-clamp-3 text-[13px] text-danger-text">
        {state.message || t.failed(item.name)}
      </p>
    );
  }
  return (
    <div className="grid gap-1.5">
      <Input
        aria-label={t.altFor(position)}
        placeholder={t.altPlaceholder}
        value={item.alt}
        maxLength={300}
        onChange={(event) => onAlt(event.target.value)}
      />
      {state.phase === "uploading" ? <Progress value={state.progress} label={t.uploading(item.name)} /> : null}
      {state.phase === "processing" ? (
        <p className="flex items-center gap-1.5 text-xs text-muted-foreground">
          {state.stalled ? null : <Spinner className="size-3" />}
          {state.stalled ? t.stillProcessing : t.processing}
        </p>
      ) : null}
    </div>
  );
}
