"use client";

import type { KeyboardEvent } from "react";
import { Checkbox } from "@tradewind/ui/checkbox";
import { bulk } from "@/lib/messages/bulk";
import type { ProductSelection } from "../lib/selection";

const t = bulk;
const ROW_BOX = "data-row-box";

/**
 * Ticks one row. Shift with a click or the space bar takes the rows up to the last one touched as well; the arrow
 * keys go from box to box, with shift they tick on the way; escape clears everything.
 */
export function SelectBox({ id, title, selection }: { id: string; title: string; selection: ProductSelection }) {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === "Escape") selection.clear();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const all = [...document.querySelectorAll<HTMLButtonElement>(`[${ROW_BOX}]`)].filter((box) => box.offsetParent !== null);
    const next = all[all.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    next.focus();
    const nextId = next.getAttribute(ROW_BOX) ?? "";
    if (event.shiftKey && !selection.has(nextId)) selection.toggle(nextId, false);
  };
  return (
    // The area around the box takes the click as well: 16 px alone are hard to hit.
    <span className="relative z-10 -m-2 flex w-fit p-2">
      <Checkbox
        {...{ [ROW_BOX]: id }}
        checked={selection.has(id)}
        aria-label={t.select(title)}
        onClick={(event) => selection.toggle(id, event.shiftKey)}
        onKeyDown={onKeyDown}
        className="after:absolute after:inset-0"
      />
    </span>
  );
}

export function SelectPageBox({ selection, className }: { selection: ProductSelection; className?: string }) {
  return (
    <Checkbox checked={selection.page} aria-label={t.selectAll} onClick={selection.togglePage} className={className} />
  );
}
