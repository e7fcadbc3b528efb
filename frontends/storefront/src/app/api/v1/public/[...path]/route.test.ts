// @vitest-environment node
import { beforeEach, expect, it, vi } from "vitest";
import { GET, POST } from "./route";

const fetchMock = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const URL_HERE = "http://demo.localhost:3001/api/v1/public/stores/demo/checkout";

beforeEach(() => {
  vi.stubEnv("API_URL", "http://api.internal:8000");
  vi.stubGlobal("fetch", fetchMock);
  fetchMock.mockReset();
});

it("passes a call on with what it needs, and no cookie either way", async () => {
  const headers = { "set-cookie": "a=1", "x-internal": "secret", "x-request-id": "req_1", "content-type": "application/json" };
  fetchMock.mockResolvedValue(new Response('{"ok":true}', { status: 201, headers }));
  const request = new Request(`${URL_HERE}?x=1`, {
    method: "POST",
    body: "{}",
    headers: { cookie: "session=1", authorization: "Bearer x", "content-type": "application/json", "idempotency-key": "key-1" },
  });
  const response = await POST(request);
  const [url, init] = fetchMock.mock.calls[0]!;
  expect(url).toBe("http://api.internal:8000/api/v1/public/stores/demo/checkout?x=1");
  expect(Object.fromEntries(init.headers as Headers)).toEqual({ "content-type": "application/json", "idempotency-key": "key-1" });
  expect([response.status, await response.json()]).toEqual([201, { ok: true }]);
  expect(Object.fromEntries(response.headers)).toEqual({ "content-type": "application/json", "x-request-id": "req_1" });
});

it("hands problems and redirects on as they are", async () => {
  fetchMock.mockResolvedValue(Response.json({ code: "sold_out" }, { status: 409 }));
  expect((await GET(new Request(URL_HERE))).status).toBe(409);
  fetchMock.mockResolvedValue(new Response(null, { status: 301, headers: { location: "/api/v1/public/stores/new" } }));
  const moved = await GET(new Request(URL_HERE));
  expect([moved.status, moved.headers.get("location")]).toEqual([301, "/api/v1/public/stores/new"]);
});

it("says so when the API is away, without naming it", async () => {
  fetchMock.mockRejectedValue(new TypeError("connect ECONNREFUSED http://api.internal:8000"));
  const response = await GET(new Request(URL_HERE));
  const text = await response.text();
  expect(response.status).toBe(502);
  expect(JSON.parse(text)).toMatchObject({ code: "api_unreachable" });
  expect(text).not.toContain("api.internal");
});

it("takes no large bodies", async () => {
  const response = await POST(new Request(URL_HERE, { method: "POST", body: "x".repeat(256 * 1024 + 1) }));
  expect(response.status).toBe(413);
  expect(fetchMock).not.toHaveBeenCalled();
});
