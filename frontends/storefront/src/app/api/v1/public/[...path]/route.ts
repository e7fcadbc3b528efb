import { readConfig } from "@/lib/config";

/**
 * The browser's calls, on the shop's own origin. Where the API lives is a setting of the running server and stays
 * unknown to the browser. Only what the public API needs is passed on, in both directions; never a cookie.
 */
const REQUEST_HEADERS = ["accept", "content-type", "idempotency-key", "if-none-match", "user-agent", "x-forwarded-for", "x-request-id"];
const RESPONSE_HEADERS = ["cache-control", "content-type", "etag", "location", "retry-after", "x-request-id"];
const MAX_BODY = 256 * 1024;
const TIMEOUT_MS = 25_000;

async function forward(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  let body: ArrayBuffer | undefined;
  if (request.method === "POST" || request.method === "PUT") {
    if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY) return problem(413, "body_too_large");
    body = await request.arrayBuffer();
    if (body.byteLength > MAX_BODY) return problem(413, "body_too_large");
  }
  try {
    const answer = await fetch(readConfig().apiUrl + pathname + search, {
      method: request.method,
      headers: pick(request.headers, REQUEST_HEADERS),
      body,
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, RESPONSE_HEADERS) });
  } catch {
    return problem(502, "api_unreachable");
  }
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}

function problem(status: number, code: string): Response {
  const body = { type: "about:blank", title: code, status, code, detail: "", instance: "" };
  return Response.json(body, { status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
}

export { forward as GET, forward as POST, forward as PUT };
