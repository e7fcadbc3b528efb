import { createHash, timingSafeEqual } from "node:crypto";

const TAG = /^(?:store:[a-z0-9-]{1,63}|product:[a-z0-9-]{1,63}:[a-z0-9-]{1,120})$/;
const MAX_TAGS = 200;

/** Whether an Authorization header carries the token. Without a configured token nobody may call. */
export function isAuthorized(header: string | null, token: string | null): boolean {
  if (!token || !header?.startsWith("Bearer ")) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header.slice("Bearer ".length)), digest(token));
}

/** The tags of a request body, or null when it is not one. */
export function readTags(body: unknown): string[] | null {
  if (body === null || typeof body !== "object" || !("tags" in body) || !Array.isArray(body.tags)) return null;
  const tags: unknown[] = body.tags;
  if (tags.length > MAX_TAGS || !tags.every((tag) => typeof tag === "string" && TAG.test(tag))) return null;
  return [...new Set(tags as string[])];
}
