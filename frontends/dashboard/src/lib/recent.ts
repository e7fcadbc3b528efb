"use client";

import { useEffect } from "react";

/** A page one has been at, by its name. */
export interface Visit {
  href: string;
  label: string;
  kind: "product" | "order" | "collection";
}

const MAX_VISITS = 8;
const keyOf = (storeId: string) => `tradewind.recent.${storeId}`;

/** The visits out of what the browser kept; what is not one is left out. */
export function parseVisits(text: string | null): Visit[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.filter((one): one is Visit => {
      const visit = one as Partial<Visit> | null;
      return typeof visit?.href === "string" && visit.href.startsWith("/stores/") && typeof visit.label === "string";
    });
  } catch {
    return [];
  }
}

/** With the visit first, and each page once. */
export function withVisit(visits: readonly Visit[], visit: Visit): Visit[] {
  return [visit, ...visits.filter((one) => one.href !== visit.href)].slice(0, MAX_VISITS);
}

export function readVisits(storeId: string): Visit[] {
  try {
    return parseVisits(window.localStorage.getItem(keyOf(storeId)));
  } catch {
    return [];
  }
}

/** Remembers, in this browser, that this page was looked at. */
export function useVisit(storeId: string, kind: Visit["kind"], href: string, label: string): void {
  useEffect(() => {
    if (label === "") return;
    try {
      window.localStorage.setItem(keyOf(storeId), JSON.stringify(withVisit(readVisits(storeId), { href, label, kind })));
    } catch {
      // Private windows and full storage refuse; nothing is remembered then.
    }
  }, [storeId, kind, href, label]);
}
