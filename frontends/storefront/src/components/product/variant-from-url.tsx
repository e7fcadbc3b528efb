"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";

/** Tells which variant the address names. Renders nothing; the page itself is the same for every query. */
export function VariantFromUrl({ onVariant }: { onVariant: (id: string) => void }) {
  const id = useSearchParams().get("variant");
  useEffect(() => {
    if (id) onVariant(id);
  }, [id, onVariant]);
  return null;
}
