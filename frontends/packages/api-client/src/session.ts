import { networkProblem } from "./problem";

/** Tells the API that this browser signs in by cookie; being a custom header, it also keeps other origins out. */
export const SESSION_HEADER = "X-Tradewind-Session";

const REFRESH_PATH = "/api/v1/auth/refresh";
/** A 401 of these is the answer itself, never a reason to refresh. */
const AUTH_PATHS = /\/api\/v1\/auth\/(login|login\/second-factor|register|refresh|logout)$/;

export interface SessionOptions {
  baseUrl: string;
  /** The session is over and cannot be renewed. Called once until a call succeeds again. */
  onSignedOut: () => void;
  fetch?: typeof fetch;
}

type Renewal = "renewed" | "signed_out" | "unavailable";

/**
 * A `fetch` that keeps the session alive.
 *
 * A 401 leads to one refresh, shared by all calls that are waiting for it (and, through a
 * Web Lock, taken in turns by the tabs of this browser), then to one replay. When the refresh is refused the session
 * is over; when it merely could not be reached, the caller gets a network problem and stays signed in.
 */
export function createSessionFetch(options: SessionOptions): (request: Request) => Promise<Response> {
  const send = options.fetch ?? ((input, init) => fetch(input, init));
  let renewing: Promise<Renewal> | null = null;
  let signedOut = false;

  const renew = async (): Promise<Renewal> => {
    try {
      const response = await inTurn(() =>
        send(
          new Request(absolute(options.baseUrl, REFRESH_PATH), {
            method: "POST",
            credentials: "same-origin",
            headers: { "Content-Type": "application/json", [SESSION_HEADER]: "cookie" },
            body: "{}",
          }),
        ),
      );
      if (response.ok) return "renewed";
      return response.status >= 500 || response.status === 429 ? "unavailable" : "signed_out";
    } catch {
      return "unavailable";
    }
  };

  const renewOnce = (): Promise<Renewal> => {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  const attempt = async (request: Request): Promise<Response> => {
    try {
      return await send(request);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw networkProblem(error);
    }
  };

  return async (request) => {
    request.headers.set(SESSION_HEADER, "cookie");
    const again = request.clone();
    const response = await attempt(request);
    if (response.ok) signedOut = false;
    if (!isExpired(request, response)) return response;

    const renewal = await renewOnce();
    if (renewal === "renewed") {
      const replayed = await attempt(again);
      if (replayed.status !== 401) return replayed;
    } else if (renewal === "unavailable") {
      throw networkProblem(new Error("the session could not be renewed"));
    }
    if (!signedOut) {
      signedOut = true;
      options.onSignedOut();
    }
    return response;
  };
}

function isExpired(request: Request, response: Response): boolean {
  return response.status === 401 && !AUTH_PATHS.test(new URL(request.url).pathname);
}

function absolute(baseUrl: string, path: string): string {
  return new URL(path, baseUrl || globalThis.location.origin).toString();
}

async function inTurn(task: () => Promise<Response>): Promise<Response> {
  const locks = globalThis.navigator?.locks;
  return locks ? await locks.request("tradewind-session", task) : await task();
}
