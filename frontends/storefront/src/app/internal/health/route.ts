/** Alive: says nothing about the API, which may be away while cached pages are served. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
