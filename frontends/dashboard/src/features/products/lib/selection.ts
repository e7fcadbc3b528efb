"use client";

import { useState } from "react";

/** What is ticked, and the row from which a range is drawn. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/**
 * Ticks or clears one row, or with `range` every row from the anchor to it.
 *
 * A range takes the state the clicked row gets, as lists do everywhere.
 *
 * @param order the rows' ids as they are shown.
 */
export function toggled(selection: Selection, id: string, order: readonly string[], range = false): Selection {
  const on = !selection.ids.has(id);
  const from = range && selection.anchor !== null ? order.indexOf(selection.anchor) : -1;
  const to = order.indexOf(id);
  const touched = from === -1 || to === -1 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = new Set(selection.ids);
  for (const one of touched) {
    if (on) ids.add(one);
    else ids.delete(one);
  }
  return { ids, anchor: id };
}

/** Ticks all rows, or clears them when all are ticked. */
export function allToggled(selection: Selection, order: readonly string[]): Selection {
  const all = order.length > 0 && order.every((id) => selection.ids.has(id));
  return { ids: new Set(all ? [] : order), anchor: null };
}

/** How the box in the head stands. */
export function pageState(selection: Selection, order: readonly string[]): boolean | "indeterminate" {
  const count = order.filter((id) => selection.ids.has(id)).length;
  if (count === 0) return false;
  return count === order.length ? true : "indeterminate";
}

/** The ticked rows among those shown; rows that left the page are not selected any more. */
export function useSelection<T extends { id: string }>(rows: readonly T[]) {
  const [selection, setSelection] = useState(NOTHING);
  const order = rows.map((row) => row.id);
  return {
    selected: rows.filter((row) => selection.ids.has(row.id)),
    has: (id: string) => selection.ids.has(id),
    page: pageState(selection, order),
    toggle: (id: string, range: boolean) => setSelection((now) => toggled(now, id, order, range)),
    togglePage: () => setSelection((now) => allToggled(now, order)),
    clear: () => setSelection(NOTHING),
  };
}

export type ProductSelection = Omit<ReturnType<typeof useSelection>, "selected">;
