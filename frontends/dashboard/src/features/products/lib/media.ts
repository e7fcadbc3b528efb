import type { ProductImage } from "@tradewind/api-client";
import type { ImageChoice } from "./product-form";
import type { UploadPhase } from "./upload";

/** One picture in the form, uploaded or on its way. */
export interface MediaItem {
  key: string;
  /** The image's id in the API, once the bytes are there. */
  imageId: string | null;
  /** The file's name, to speak of it. */
  name: string;
  alt: string;
  sources: { width: number; url: string }[];
  /** A local picture of the file while there is none of the API. */
  preview: string | null;
  state: { phase: "uploading"; progress: number } | { phase: "processing"; stalled: boolean } | { phase: "ready" } | { phase: "failed"; message: string };
}

export type MediaAction =
  | { type: "load"; images: readonly ProductImage[] }
  | { type: "add"; items: readonly MediaItem[] }
  | { type: "progress"; key: string; phase: UploadPhase }
  | { type: "alt"; key: string; alt: string }
  | { type: "move"; key: string; to: number }
  | { type: "remove"; key: string };

export function mediaOf(images: readonly ProductImage[]): MediaItem[] {
  return images.map((image) => ({
    key: image.id,
    imageId: image.id,
    name: image.alt || image.id,
    alt: image.alt,
    sources: image.sources,
    preview: null,
    state:
      image.status === "ready"
        ? { phase: "ready" }
        : image.status === "failed"
          ? { phase: "failed", message: image.error }
          : { phase: "processing", stalled: false },
  }));
}

export function newMedia(key: string, name: string, preview: string | null): MediaItem {
  return { key, imageId: null, name, alt: "", sources: [], preview, state: { phase: "uploading", progress: 0 } };
}

export function mediaReducer(items: readonly MediaItem[], action: MediaAction): MediaItem[] {
  switch (action.type) {
    case "load":
      return mediaOf(action.images);
    case "add":
      return [...items, ...action.items];
    case "progress":
      return items.map((item) => (item.key === action.key ? advanced(item, action.phase) : item));
    case "alt":
      return items.map((item) => (item.key === action.key ? { ...item, alt: action.alt } : item));
    case "move":
      return moved(items, action.key, action.to);
    case "remove":
      return items.filter((item) => item.key !== action.key);
  }
}

function advanced(item: MediaItem, phase: UploadPhase): MediaItem {
  switch (phase.phase) {
    case "uploading":
      return { ...item, state: phase };
    case "processing":
      return { ...item, imageId: phase.imageId, state: { phase: "processing", stalled: phase.stalled } };
    case "ready":
      return { ...item, imageId: phase.image.id, sources: phase.image.sources, state: { phase: "ready" } };
    case "failed":
      return { ...item, imageId: null, state: { phase: "failed", message: phase.message } };
  }
}

function moved(items: readonly MediaItem[], key: string, to: number): MediaItem[] {
  const from = items.findIndex((item) => item.key === key);
  const target = Math.min(Math.max(to, 0), items.length - 1);
  if (from === -1 || from === target) return [...items];
  const rest = items.filter((item) => item.key !== key);
  return [...rest.slice(0, target), items[from]!, ...rest.slice(target)];
}

/** The pictures a save attaches: those whose bytes have arrived. */
export function attachable(items: readonly MediaItem[]): ImageChoice[] {
  return items.flatMap(({ imageId, alt }) => (imageId ? [{ id: imageId, alt }] : []));
}

export function uploadingCount(items: readonly MediaItem[]): number {
  return items.filter((item) => item.state.phase === "uploading").length;
}
