import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { problemFrom } from "@tradewind/api-client";
import { createQueryClient } from "@/lib/query";
import { CodeIfOn } from "./code-if-on";

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

function show(answer: () => Promise<Response>, error: unknown = null) {
  vi.stubGlobal("fetch", answer);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <CodeIfOn value="" onChange={() => undefined} error={error} />
    </QueryClientProvider>,
  );
}

const never = () => new Promise<Response>(() => undefined);
const missing = problemFrom(new Response(null, { status: 422 }), {
  code: "invalid_second_factor",
  errors: [{ field: "code", message: "This code is wrong.", code: "invalid_second_factor" }],
});

describe("a code beside a password", () => {
  it("is asked for where two-step sign-in is on", async () => {
    show(async () => json({ enabled: true, enabled_at: "2046-11-23T09:00:00Z", recovery_codes_left: 10 }));
    expect(await screen.findByLabelText(/^Code of your app/)).toBeInTheDocument();
  });

  it("is asked for when the API misses it before we know that it is on", () => {
    show(never, missing);
    expect(screen.getByLabelText(/^Code of your app/)).toBeInTheDocument();
    expect(screen.getByText("This code is wrong.")).toBeInTheDocument();
  });

  it("is not asked for otherwise", () => {
    show(never);
    expect(screen.queryByLabelText(/^Code of your app/)).toBeNull();
  });
});
