import createClient, { type Client } from "openapi-fetch";
import { networkProblem, problemFrom } from "./problem";
import type { paths } from "./schema";
import { createSessionFetch, type SessionOptions } from "./session";

export type Api = Client<paths>;

/** Calls without a session: the public API, from a server or a shopper's browser. */
export function createApi(options: { baseUrl: string; fetch?: (request: Request) => Promise<Response> }): Api {
  return createClient<paths>({ baseUrl: options.baseUrl, fetch: options.fetch });
}

/** Calls of a signed-in browser; the session lives in cookies that no script can read. */
export function createSessionApi(options: SessionOptions): Api {
  return createClient<paths>({
    baseUrl: options.baseUrl,
    credentials: "same-origin",
    fetch: createSessionFetch(options),
  });
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * The body of a successful answer.
 *
 * @throws ApiProblem for every other outcome, whatever went wrong.
 */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch((error: unknown) => {
    if (error instanceof TypeError || error instanceof SyntaxError) throw networkProblem(error);
    throw error;
  });
  if (!answer.response.ok) throw problemFrom(answer.response, answer.error);
  return answer.data as T;
}

/** A fresh `Idempotency-Key`. Keep it for the retries of one intent; take a new one for the next. */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
