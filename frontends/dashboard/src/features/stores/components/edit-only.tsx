"use client";

import type { ReactNode } from "react";
import { useCanEdit, useCanFinish } from "../store-context";

interface EditOnlyProps {
  /** For what goes on in a held store too: open orders, exports, deletions. */
  finishing?: boolean;
  children: ReactNode;
}

/** What only those see who may change the store. */
export function EditOnly({ finishing = false, children }: EditOnlyProps) {
  const canEdit = useCanEdit();
  const canFinish = useCanFinish();
  return (finishing ? canFinish : canEdit) ? children : null;
}
