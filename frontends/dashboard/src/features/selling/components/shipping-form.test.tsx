import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import type { SaveShipping, Shipping, Store } from "@tradewind/api-client";
import { StoreProvider } from "@/features/stores/store-context";
import { createQueryClient } from "@/lib/query";
import { ShippingForm } from "./shipping-form";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: vi.fn() }) }));

const usd = (amount: number) => ({ amount, currency: "USD" });
const store = { id: "str_1", role: "owner", held: null, name: "Harbour", locale: "en-US", currency: "USD", timezone: "UTC" } as Store;
const shipping: Shipping = {
  default_country: null,
  version: 3,
  zones: [{ id: "shz_1", name: "Home", countries: ["US"], rates: [{ id: "shr_1", name: "Standard", price: usd(500) }] }],
};

const sent: SaveShipping[] = [];
let answers: ((body: SaveShipping) => Response)[] = [];
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return json({ ...shipping, version: 8 });
    const body = (await request.json()) as SaveShipping;
    sent.push(body);
    return answers.shift()?.(body) ?? json({ ...shipping, zones: body.zones, version: 9 });
  });
});

function open() {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <StoreProvider store={store}>
        <ShippingForm shipping={shipping} />
      </StoreProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const retype = async (user: ReturnType<typeof userEvent.setup>, label: string, text: string) => {
  const input = screen.getByLabelText(label);
  await user.clear(input);
  await user.type(input, text);
};

it("saves on the version it was opened with, then goes on from the saved one", async () => {
  const user = open();
  await retype(user, "Price", "6");
  await user.click(screen.getByRole("button", { name: "Save shipping" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ version: 3, zones: [{ id: "shz_1", rates: [{ id: "shr_1", price: usd(600) }] }] });
  await retype(user, "Price", "7");
  await user.click(screen.getByRole("button", { name: "Save shipping" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.version).toBe(9);
});

it("reads the newest copy before it saves over somebody else's", async () => {
  answers = [() => json({ code: "stale_version", title: "Stale", status: 409 }, 409)];
  const user = open();
  await retype(user, "Price", "6");
  await user.click(screen.getByRole("button", { name: "Save shipping" }));
  await user.click(await screen.findByRole("button", { name: "Save mine over it" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ version: 8, zones: [{ rates: [{ price: usd(600) }] }] });
});

it("puts the API's refusal at the field it is about", async () => {
  answers = [
    () =>
      json({ code: "invalid_input", title: "Invalid", status: 422, errors: [{ field: "zones.0.rates.0.free_over", message: "Too little.", code: "x" }] }, 422),
  ];
  const user = open();
  await retype(user, "Free over", "1");
  await user.click(screen.getByRole("button", { name: "Save shipping" }));
  expect(await screen.findByText("Too little.")).toBeInTheDocument();
  expect(screen.getByLabelText("Free over")).toHaveAccessibleDescription("Too little.");
});

it("finds countries by name and by code, and not those of another zone", async () => {
  const user = open();
  await user.click(screen.getByRole("button", { name: "Add zone" }));
  await user.click(screen.getAllByRole("button", { name: "Countries" })[1]!);
  const search = screen.getByRole("combobox", { name: "Search countries" });
  await user.type(search, "cote{Enter}");
  await user.clear(search);
  await user.type(search, "united states{Enter}");
  await user.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: /Remove Côte/ })).toBeInTheDocument();
  expect(screen.getAllByRole("button", { name: "Remove United States" })).toHaveLength(1);
});
