"use client";

import type { ComponentProps } from "react";
import { EmptyState } from "@tradewind/ui/state";
import { useCanEdit } from "../store-context";

interface NothingYetProps extends Pick<ComponentProps<typeof EmptyState>, "icon" | "action"> {
  /** `readOnly` is for those who cannot take the step that `description` speaks of. */
  words: { title: string; description: string; readOnly: string };
}

/** A list of the store that has nothing in it so far, in words that fit who looks at it. */
export function NothingYet({ words, ...rest }: NothingYetProps) {
  const canEdit = useCanEdit();
  return <EmptyState title={words.title} description={canEdit ? words.description : words.readOnly} {...rest} />;
}
