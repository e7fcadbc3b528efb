"use client";

import { useState } from "react";
import { type ProductFilters, readFilters } from "./filters";

export interface SavedView {
  name: string;
  filters: ProductFilters;
}

export const MAX_VIEWS = 12;
const MAX_NAME = 40;

/** The views out of what the browser kept; what is not one is left out. */
export function parseViews(text: string | null): SavedView[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(stored)) return [];
  return stored
    .flatMap((one: unknown) => {
      const view = one as Partial<SavedView> | null;
      return typeof view?.name === "string" && view.name !== "" ? [{ name: view.name.slice(0, MAX_NAME), filters: readFilters(view.filters) }] : [];
    })
    .slice(0, MAX_VIEWS);
}

export function findView(views: readonly SavedView[], name: string): SavedView | undefined {
  const wanted = name.trim().toLocaleLowerCase();
  return views.find((view) => view.name.toLocaleLowerCase() === wanted);
}

/** With the view added at the end, or in the place of the one that has its name. */
export function withView(views: readonly SavedView[], name: string, filters: ProductFilters): SavedView[] {
  const view = { name: name.trim().slice(0, MAX_NAME), filters };
  const known = findView(views, name);
  if (known) return views.map((one) => (one === known ? view : one));
  return [...views, view].slice(0, MAX_VIEWS);
}

/** A store's views in this browser. Without storage they last as long as the page. */
export function useSavedViews(storeId: string) {
  const key = `tradewind.views.${storeId}`;
  const [views, setViews] = useState(() => parseViews(readStored(key)));
  const keep = (next: SavedView[]) => {
    setViews(next);
    try {
      window.localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Private windows and full storage refuse; the views stay for this page.
    }
  };
  return {
    views,
    save: (name: string, filters: ProductFilters) => keep(withView(views, name, filters)),
    remove: (name: string) => keep(views.filter((view) => view.name !== name)),
  };
}

function readStored(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}
