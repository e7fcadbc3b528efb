// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isAuthorized, readTags } from "@/lib/revalidation";
import { POST } from "./route";

const revalidateTag = vi.hoisted(() => vi.fn());
vi.mock("next/cache", () => ({ revalidateTag }));

beforeEach(() => {
  revalidateTag.mockClear();
  vi.stubEnv("REVALIDATE_TOKEN", "secret");
});

const post = (authorization: string | null, body: string) =>
  POST(new Request("http://localhost/internal/revalidate", { method: "POST", body, headers: authorization ? { authorization } : {} }));

describe("POST /internal/revalidate", () => {
  it("drops the tags at once", async () => {
    const response = await post("Bearer secret", '{"tags":["store:demo","product:demo:blue-mug","store:demo"]}');
    expect(response.status).toBe(200);
    expect(revalidateTag.mock.calls).toEqual([
      ["store:demo", { expire: 0 }],
      ["product:demo:blue-mug", { expire: 0 }],
    ]);
  });

  it.each([null, "Bearer wrong", "Bearer ", "secret", "Basic secret", "bearer secret"])("refuses %s", async (authorization) => {
    expect((await post(authorization, '{"tags":["store:demo"]}')).status).toBe(401);
    expect(revalidateTag).not.toHaveBeenCalled();
  });

  it.each(["", "[]", '{"tags":"store:demo"}', '{"tags":["everything"]}', '{"tags":["store:a:b"]}', '{"tags":[1]}'])(
    "does not understand %s",
    async (body) => {
      expect((await post("Bearer secret", body)).status).toBe(422);
      expect(revalidateTag).not.toHaveBeenCalled();
    },
  );
});

it("is closed to everybody while no token is set", () => {
  expect(isAuthorized("Bearer ", null)).toBe(false);
  expect(isAuthorized("Bearer null", null)).toBe(false);
  expect(isAuthorized("Bearer ", "")).toBe(false);
});

it("bounds the number of tags", () => {
  const tags = Array.from({ length: 201 }, (_, index) => `store:s${index}`);
  expect(readTags({ tags })).toBeNull();
  expect(readTags({ tags: tags.slice(1) })).toHaveLength(200);
});
