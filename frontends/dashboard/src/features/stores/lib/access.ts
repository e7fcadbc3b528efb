import type { Store } from "@tradewind/api-client";

type Access = Pick<Store, "role" | "held">;

/**
 * Whether the store may be changed: not by viewers, and not while the plan holds it. Orders that are open are finished
 * in a held store too, and things are taken out and deleted: see `canFinish`.
 */
export function canEdit({ role, held }: Access): boolean {
  return role !== "viewer" && held === null;
}

/** Whether open orders may be worked on, exports taken, products archived and imports stopped: by all but viewers. */
export function canFinish({ role }: Access): boolean {
  return role !== "viewer";
}

/** Whether what only the owner does may be done: its payments account, its end. */
export function isOwner({ role }: Access): boolean {
  return role === "owner";
}
