import { describe, expect, it, vi } from "vitest";
import { createSessionApi, unwrap } from "./client";
import { ApiProblem } from "./problem";

const user = { id: "usr_1", email: "a@example.com", created_at: "2026-01-01T00:00:00Z" };
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const expired = () => json({ code: "token_expired", status: 401, title: "Expired", instance: "req_9" }, 401);

interface World {
  calls: string[];
  refreshes: number;
  valid: boolean;
  refresh: () => Response | Promise<Response>;
}

function setUp(overrides: Partial<World> = {}) {
  const world: World = {
    calls: [],
    refreshes: 0,
    valid: false,
    refresh: () => {
      world.valid = true;
      return json({ user });
    },
    ...overrides,
  };
  const onSignedOut = vi.fn();
  const bodies: string[] = [];
  const fake = async (input: RequestInfo | URL) => {
    const request = input as Request;
    world.calls.push(`${request.method} ${new URL(request.url).pathname}`);
    expect(request.headers.get("X-Tradewind-Session")).toBe("cookie");
    if (request.url.endsWith("/auth/refresh")) {
      world.refreshes += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return world.refresh();
    }
    const body = await request.text();
    if (!world.valid) return expired();
    bodies.push(body);
    return json(user);
  };
  const api = createSessionApi({ baseUrl: "http://tradewind.test", onSignedOut, fetch: fake as typeof fetch });
  return { world, api, onSignedOut, bodies };
}

describe("the session", () => {
  it("renews once for two calls that expire together, and replays both", async () => {
    const { world, api, onSignedOut } = setUp();
    const me = () => unwrap(api.GET("/api/v1/auth/me"));

    const answers = await Promise.all([me(), me()]);

    expect(answers).toEqual([user, user]);
    expect(world.refreshes).toBe(1);
    expect(world.calls.filter((call) => call === "GET /api/v1/auth/me")).toHaveLength(4);
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it("sends the same body again after renewing", async () => {
    const { api, bodies } = setUp();
    await unwrap(api.POST("/api/v1/stores", { body: { name: "Pine", niche: "other" } as never }));
    expect(bodies).toEqual([JSON.stringify({ name: "Pine", niche: "other" })]);
  });

  it("can renew again later", async () => {
    const { world, api } = setUp();
    await unwrap(api.GET("/api/v1/auth/me"));
    world.valid = false;
    await unwrap(api.GET("/api/v1/auth/me"));
    expect(world.refreshes).toBe(2);
  });

  it("is over when the renewal is refused, and says so once", async () => {
    const { api, onSignedOut } = setUp({ refresh: () => json({ code: "not_authenticated" }, 401) });
    const me = () => unwrap(api.GET("/api/v1/auth/me"));

    const outcomes = await Promise.allSettled([me(), me()]);

    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });

  it("is kept when the renewal could not be reached", async () => {
    const { api, onSignedOut } = setUp({ refresh: () => Promise.reject(new TypeError("offline")) });
    await expect(unwrap(api.GET("/api/v1/auth/me"))).rejects.toMatchObject({ code: "network", status: 0 });
    expect(onSignedOut).not.toHaveBeenCalled();

    const busy = setUp({ refresh: () => json({ code: "upstream" }, 503) });
    await expect(unwrap(busy.api.GET("/api/v1/auth/me"))).rejects.toMatchObject({ code: "network" });
    expect(busy.onSignedOut).not.toHaveBeenCalled();
  });

  it("does not renew for a wrong password", async () => {
    const { world, api } = setUp();
    await expect(
      unwrap(api.POST("/api/v1/auth/login", { body: { email: "a@example.com", password: "wrong" } as never })),
    ).rejects.toBeInstanceOf(ApiProblem);
    expect(world.refreshes).toBe(0);
  });
});
