"use client";

import type { ReactNode } from "react";
import { useCanEdit } from "../store-context";

/** The fields of a form; who may not change the store sees what is in them. Links among them work all the same. */
export function EditableFields({ children }: { children: ReactNode }) {
  return (
    <fieldset disabled={!useCanEdit()} className="contents">
      {children}
    </fieldset>
  );
}
