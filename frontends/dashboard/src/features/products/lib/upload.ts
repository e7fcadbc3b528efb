import { ApiProblem, type ImageUpload, isProblem, type UploadedImage } from "@tradewind/api-client";
import { messages } from "@/lib/messages";

const t = messages.products.media;

export const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp", "image/avif"] as const;
export const MAX_IMAGE_BYTES = 20 * 1024 * 1024;
export const MAX_IMAGES = 20;

/** How far an upload is. `stalled` processing goes on without anybody watching. */
export type UploadPhase =
  | { phase: "uploading"; progress: number }
  | { phase: "processing"; imageId: string; stalled: boolean }
  | { phase: "ready"; image: UploadedImage }
  | { phase: "failed"; message: string };

/** What an upload needs of the outside world. */
export interface UploadPorts {
  request: (file: File) => Promise<ImageUpload>;
  /** Posts the form; calls back with the share sent, 0 to 1. */
  send: (target: ImageUpload["upload"], file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<void>;
  read: (imageId: string, signal: AbortSignal) => Promise<UploadedImage>;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The store of images said no to the bytes. */
export class UploadRefused extends Error {}

/** Why a file cannot be taken at all; null when it can. */
export function refusalOf(file: File): string | null {
  if (!IMAGE_TYPES.some((type) => type === file.type)) return t.wrongType(file.name);
  if (file.size === 0) return t.empty(file.name);
  if (file.size > MAX_IMAGE_BYTES) return t.tooLarge(file.name, "20 MB");
  return null;
}

/** Asks for a place, sends the bytes straight there, then watches until the sizes are made. */
export async function uploadImage(
  file: File,
  ports: UploadPorts,
  report: (phase: UploadPhase) => void,
  signal: AbortSignal,
): Promise<void> {
  report({ phase: "uploading", progress: 0 });
  try {
    const { image_id, upload } = await ports.request(file);
    signal.throwIfAborted();
    await ports.send(upload, file, (share) => report({ phase: "uploading", progress: Math.round(share * 100) }), signal);
    report({ phase: "processing", imageId: image_id, stalled: false });
    await watchImage(image_id, ports, report, signal);
  } catch (error) {
    if (!signal.aborted) report({ phase: "failed", message: failureText(error, file.name) });
  }
}

const FIRST_WAIT = 600;
const LONGEST_WAIT = 3_000;
const PATIENCE = 60_000;

/** Asks again and again, ever slower, until the image is ready or failed; after a minute says that it still runs. */
export async function watchImage(
  imageId: string,
  ports: Pick<UploadPorts, "read" | "wait">,
  report: (phase: UploadPhase) => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = FIRST_WAIT;
  for (let waited = 0; waited < PATIENCE; waited += wait, wait = Math.min(wait * 1.4, LONGEST_WAIT)) {
    await ports.wait(wait, signal);
    let image: UploadedImage;
    try {
      image = await ports.read(imageId, signal);
    } catch (error) {
      if (isProblem(error) && error.isTransient && !signal.aborted) continue;
      throw error;
    }
    if (image.status === "ready") return report({ phase: "ready", image });
    if (image.status === "failed") return report({ phase: "failed", message: image.error || t.failed(imageId) });
  }
  report({ phase: "processing", imageId, stalled: true });
}

function failureText(error: unknown, name: string): string {
  if (error instanceof UploadRefused) return t.uploadRefused(name);
  if (error instanceof ApiProblem && error.code !== "network") return error.detail || t.uploadRefused(name);
  return t.uploadLost(name);
}

/** `fetch` cannot tell how much was sent; XMLHttpRequest can. */
export const sendForm: UploadPorts["send"] = (target, file, onProgress, signal) =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
    // The store reads the fields up to the file and ignores what comes after it.
    form.append("file", file);
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener("abort", abort, { once: true });
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : reject(new UploadRefused(String(request.status))));
    request.onerror = () => reject(new TypeError("the upload was cut off"));
    request.onabort = () => reject(new DOMException("the upload was cancelled", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", abort);
    request.open("POST", target.url);
    request.send(form);
  });

export const pause: UploadPorts["wait"] = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(new DOMException("stopped waiting", "AbortError"));
      },
      { once: true },
    );
  });
