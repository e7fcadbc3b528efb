import { describe, expect, it } from "vitest";
import { newIdempotencyKey, unwrap } from "./client";
import { ApiProblem, formFieldPath, isProblem, problemFrom } from "./problem";

const refused = (body: unknown, init: ResponseInit) => problemFrom(new Response(null, init), body);

describe("problems", () => {
  it("carry the code, the request id and the fields by form path", () => {
    const problem = refused(
      {
        code: "validation_failed",
        title: "Not valid",
        detail: "Some fields are not right.",
        instance: "req_1",
        errors: [{ field: "body.variants.0.sku", message: "taken", code: "sku_taken" }, "nonsense"],
      },
      { status: 422 },
    );
    expect(problem.code).toBe("validation_failed");
    expect(problem.requestId).toBe("req_1");
    expect(problem.errors).toEqual([{ field: "variants.0.sku", message: "taken", code: "sku_taken" }]);
    expect(problem.isTransient).toBe(false);
  });

  it("know when to come back", () => {
    expect(refused({ code: "too_many_attempts" }, { status: 429, headers: { "retry-after": "42" } }).retryAfterSeconds).toBe(42);
    expect(refused({}, { status: 503 }).retryAfterSeconds).toBeNull();
  });

  it("are still problems when the answer is not ours", () => {
    const problem = refused("<html>Bad gateway</html>", { status: 502, headers: { "x-request-id": "edge-7" } });
    expect(problem.code).toBe("bad_response");
    expect(problem.requestId).toBe("edge-7");
    expect(problem.isTransient).toBe(true);
  });

  it("name form fields without the part of the request", () => {
    expect(formFieldPath("body.price.amount")).toBe("price.amount");
    expect(formFieldPath("title")).toBe("title");
  });
});

describe("unwrap", () => {
  it("gives the body, or throws a problem for an error and for no answer", async () => {
    const ok = new Response(null, { status: 200 });
    await expect(unwrap(Promise.resolve({ data: 7, response: ok }))).resolves.toBe(7);
    const failed = unwrap(Promise.resolve({ error: { code: "not_found" }, response: new Response(null, { status: 404 }) }));
    await expect(failed).rejects.toSatisfy((error) => isProblem(error, "not_found"));
    await expect(unwrap(Promise.reject(new TypeError("failed to fetch")))).rejects.toMatchObject({ code: "network" });
    await expect(unwrap(Promise.reject(new ApiProblem({ status: 0, code: "network" })))).rejects.toMatchObject({ code: "network" });
  });
});

describe("idempotency keys", () => {
  it("are version 4 UUIDs, also without a secure context", () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(newIdempotencyKey()).toMatch(shape);
    const original = crypto.randomUUID;
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    expect(newIdempotencyKey()).toMatch(shape);
    Object.defineProperty(crypto, "randomUUID", { value: original, configurable: true });
  });
});
