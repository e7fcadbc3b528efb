"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { uploadPorts } from "@/features/products/api/images";
import { refusalOf, uploadImage, type UploadPhase } from "@/features/products/lib/upload";
import { keys } from "@/lib/query";

/**
 * The logo of the form: the picture behind its id, or the file on its way to become one.
 *
 * @param onUploaded is given the id as soon as the bytes have arrived, so that the form can be saved.
 */
export function useLogo(storeId: string, logoId: string, onUploaded: (id: string) => void) {
  const ports = useMemo(() => uploadPorts(storeId), [storeId]);
  const [upload, setUpload] = useState<UploadPhase | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const previewed = useRef<string | null>(null);

  const saved = useQuery({
    queryKey: [...keys.store(storeId), "image", logoId],
    queryFn: ({ signal }) => ports.read(logoId, signal),
    enabled: logoId !== "" && preview === null,
    staleTime: Infinity,
  });

  useEffect(
    () => () => {
      running.current?.abort();
      if (previewed.current) URL.revokeObjectURL(previewed.current);
    },
    [],
  );

  const show = (url: string | null) => {
    if (previewed.current) URL.revokeObjectURL(previewed.current);
    previewed.current = url;
    setPreview(url);
  };

  const clear = () => {
    running.current?.abort();
    show(null);
    setUpload(null);
    setRefusal(null);
  };

  const choose = (file: File) => {
    clear();
    const problem = refusalOf(file);
    if (problem) return setRefusal(problem);
    const controller = new AbortController();
    running.current = controller;
    show(URL.createObjectURL(file));
    const report = (phase: UploadPhase) => {
      setUpload(phase);
      if (phase.phase === "processing") onUploaded(phase.imageId);
      if (phase.phase === "failed") show(null);
    };
    void uploadImage(file, ports, report, controller.signal);
  };

  const sources = saved.data?.sources ?? [];
  const stored = sources.find(({ width }) => width >= 400) ?? sources.at(-1);
  return { upload, refusal, choose, clear, url: preview ?? (logoId ? (stored?.url ?? null) : null) };
}
