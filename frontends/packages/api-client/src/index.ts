export * from "./client";
export * from "./problem";
export { SESSION_HEADER, type SessionOptions } from "./session";
export type * from "./types";
export type { components, paths } from "./schema";
