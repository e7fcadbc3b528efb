"use client";

import { useEffect } from "react";
import { common } from "./messages/common";

/** Names the tab after what is on the page, which only the browser knows once the data is there. */
export function useTitle(...parts: (string | null | undefined)[]): void {
  const title = [...parts.filter(Boolean), common.appName].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
