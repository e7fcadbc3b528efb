"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { GripVertical } from "lucide-react";
import { cn } from "@tradewind/ui/lib/cn";

interface SortableListProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** What the handle is called: the item, where it stands, and how to move it. */
  handleLabel: (item: T, position: number, count: number) => string;
  /** Said after a move. */
  movedText: (item: T, position: number) => string;
  /** Null where the order is only looked at. */
  onMove: ((from: number, to: number) => void) | null;
  children: (item: T, index: number) => ReactNode;
}

/**
 * A list one can order: by dragging the handle with mouse or finger, or with the arrow keys, Home and End on it.
 *
 * Pointer events and no drag-and-drop of the browser, which knows no fingers.
 */
export function SortableList<T>({ label, items, keyOf, handleLabel, movedText, onMove, children }: SortableListProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState("");

  const move = (from: number, to: number) => {
    const target = Math.min(Math.max(to, 0), items.length - 1);
    const item = items[from];
    if (target === from || item === undefined || onMove === null) return;
    onMove(from, target);
    setSaid(movedText(item, target + 1));
  };

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const targets: Record<string, number> = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: items.length - 1 };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(index, target);
  };

  const onPointerMove = (event: PointerEvent) => {
    if (dragged === null) return;
    const from = items.findIndex((item) => keyOf(item) === dragged);
    const rows = [...(list.current?.children ?? [])];
    const over = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return event.clientY >= top && event.clientY < bottom;
    });
    if (over === -1 || from === -1 || over === from) return;
    // Only once the pointer is past the middle, so that rows of different heights do not swap back and forth.
    const { top, height } = rows[over]!.getBoundingClientRect();
    const past = over > from ? event.clientY > top + height / 2 : event.clientY < top + height / 2;
    if (past) move(from, over);
  };

  return (
    <>
      <ul ref={list} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={keyOf(item)}
            className={cn("flex items-center gap-2 border-b py-2 last:border-b-0", onMove ? "pr-2 pl-1" : "px-4", dragged === keyOf(item) && "bg-primary-soft")}
          >
            {onMove ? (
              <button
                type="button"
                aria-label={handleLabel(item, index + 1, items.length)}
                onKeyDown={(event) => onKeyDown(event, index)}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setDragged(keyOf(item));
                }}
                onPointerMove={onPointerMove}
                onPointerUp={() => setDragged(null)}
                onPointerCancel={() => setDragged(null)}
                className="inline-flex size-8 shrink-0 touch-none items-center justify-center rounded-md text-muted-foreground hover:text-foreground active:cursor-grabbing !cursor-grab"
              >
                <GripVertical aria-hidden className="size-4" />
              </button>
            ) : null}
            {children(item, index)}
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
