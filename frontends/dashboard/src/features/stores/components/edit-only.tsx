"use client";

import type { ReactNode } from "react";
import { useCanEdit, useCanFinish } from "../store-context";

/** What only those see who may change the store. `finishing`: what goes on with open orders in a held store too. */
export function EditOnly({ finishing = false, children }: { finishing?: boolean; children: ReactNode }) {
  const canEdit = useCanEdit();
  const canFinish = useCanFinish();
  return (finishing ? canFinish : canEdit) ? children : null;
}
