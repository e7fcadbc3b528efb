"use client";

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { ProductImage } from "@tradewind/api-client";
import { messages } from "@/lib/messages";
import { uploadPorts } from "../api/images";
import { mediaOf, mediaReducer, newMedia } from "./media";
import { MAX_IMAGES, refusalOf, uploadImage, watchImage } from "./upload";

let uploads = 0;

/** The pictures of the form: adds, uploads, retries, orders; and stops everything when the form goes. */
export function useMedia(storeId: string, initial: readonly ProductImage[]) {
  const [items, dispatch] = useReducer(mediaReducer, initial, mediaOf);
  const [refusals, setRefusals] = useState<string[]>([]);
  const ports = useMemo(() => uploadPorts(storeId), [storeId]);
  const running = useRef(new Map<string, AbortController>());
  const files = useRef(new Map<string, File>());
  const previews = useRef(new Set<string>());

  const control = useCallback((key: string) => {
    running.current.get(key)?.abort();
    const controller = new AbortController();
    running.current.set(key, controller);
    return controller.signal;
  }, []);

  const start = useCallback(
    (key: string, file: File) =>
      void uploadImage(file, ports, (phase) => dispatch({ type: "progress", key, phase }), control(key)),
    [ports, control],
  );

  const watch = useCallback(
    (images: readonly ProductImage[]) => {
      for (const image of images) {
        if (image.status !== "pending") continue;
        const report = (phase: Parameters<Parameters<typeof watchImage>[2]>[0]) =>
          dispatch({ type: "progress", key: image.id, phase });
        watchImage(image.id, ports, report, control(image.id)).catch(() =>
          report({ phase: "processing", imageId: image.id, stalled: true }),
        );
      }
    },
    [ports, control],
  );

  useEffect(() => {
    const controllers = running.current;
    const urls = previews.current;
    watch(initial);
    return () => {
      for (const controller of controllers.values()) controller.abort();
      for (const url of urls) URL.revokeObjectURL(url);
    };
    // Once per form: later pictures come through `add` and `load`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const add = (chosen: readonly File[]) => {
    const problems = chosen.flatMap((file) => refusalOf(file) ?? []);
    const good = chosen.filter((file) => refusalOf(file) === null);
    const room = Math.max(0, MAX_IMAGES - items.length);
    if (good.length > room) problems.push(messages.products.media.tooMany(MAX_IMAGES));
    setRefusals(problems);
    const added = good.slice(0, room).map((file) => {
      const key = `upload-${(uploads += 1)}`;
      const preview = URL.createObjectURL(file);
      previews.current.add(preview);
      files.current.set(key, file);
      return { item: newMedia(key, file.name, preview), file };
    });
    dispatch({ type: "add", items: added.map(({ item }) => item) });
    for (const { item, file } of added) start(item.key, file);
  };

  return {
    items,
    refusals,
    add,
    retry: (key: string) => {
      const file = files.current.get(key);
      if (file) start(key, file);
    },
    canRetry: (key: string) => files.current.has(key),
    remove: (key: string) => {
      running.current.get(key)?.abort();
      dispatch({ type: "remove", key });
    },
    move: (key: string, to: number) => dispatch({ type: "move", key, to }),
    setAlt: (key: string, alt: string) => dispatch({ type: "alt", key, alt }),
    load: (images: readonly ProductImage[]) => {
      for (const controller of running.current.values()) controller.abort();
      setRefusals([]);
      dispatch({ type: "load", images });
      watch(images);
    },
  };
}

export type Media = ReturnType<typeof useMedia>;
