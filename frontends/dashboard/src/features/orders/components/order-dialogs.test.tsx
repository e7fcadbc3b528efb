import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Order, OrderLine, Store } from "@tradewind/api-client";
import { StoreProvider } from "@/features/stores/store-context";
import { createQueryClient } from "@/lib/query";
import { FulfillDialog } from "./fulfill-dialog";
import { RefundDialog } from "./refund-dialog";

const usd = (amount: number) => ({ amount, currency: "USD" });

function line(id: string, title: string, quantity: number): OrderLine {
  return {
    product_id: `prd_${id}`,
    variant_id: id,
    title,
    variant_name: "Default",
    sku: "",
    image_url: "",
    quantity,
    open_quantity: quantity,
    fulfilled_quantity: 0,
    refunded_quantity: 0,
    refundable_quantity: quantity,
    unit_price: usd(2_000),
    total: usd(2_000 * quantity),
    discount: usd(0),
    net: usd(2_000 * quantity),
    tax: usd(0),
    unit_cost: null,
  };
}

const order = {
  id: "ord_1",
  number: 7,
  customer_email: "ann@example.com",
  customer_name: "Ann",
  lines: [line("mug", "Mug", 2), line("tray", "Tray", 1)],
  total: usd(6_000),
  refundable: usd(6_000),
  tax: null,
  shipping: null,
} as unknown as Order;

const store = { id: "str_1", role: "owner", held: null, locale: "en-US", currency: "USD", timezone: "UTC" } as Store;

interface Sent {
  url: string;
  key: string | null;
  body: Record<string, unknown>;
}

const sent: Sent[] = [];
let answers: (() => Response)[] = [];
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push({ url: request.url, key: request.headers.get("Idempotency-Key"), body: (await request.json()) as Sent["body"] });
    return answers.shift()?.() ?? json(order, 201);
  });
});

function open(Dialog: typeof FulfillDialog) {
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={createQueryClient()}>
      <StoreProvider store={store}>
        <Dialog storeId="str_1" order={order} onClose={onClose} />
      </StoreProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), onClose };
}

describe("shipping items", () => {
  it("sends what is chosen, never more than is open", async () => {
    const { user, onClose } = open(FulfillDialog);
    const tray = screen.getByLabelText("Quantity of Tray");
    await user.clear(tray);
    const mug = screen.getByLabelText("Quantity of Mug");
    await user.clear(mug);
    await user.type(mug, "9");
    expect(mug).toHaveValue("2");
    await user.type(screen.getByLabelText(/^Tracking number/), "77");
    await user.click(screen.getByRole("button", { name: "Ship 2 items" }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent[0]?.body).toMatchObject({ lines: [{ variant_id: "mug", quantity: 2 }], tracking_number: "77", status: "shipped", notify: true });
  });

  it("asks for at least one item", async () => {
    const { user } = open(FulfillDialog);
    await user.clear(screen.getByLabelText("Quantity of Tray"));
    await user.clear(screen.getByLabelText("Quantity of Mug"));
    expect(screen.getByText("Choose at least one item.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Ship 0 items" })).toBeDisabled();
  });

  it("says why the API refused, with its request id, and keeps the dialog", async () => {
    answers = [() => json({ code: "order_state", title: "Not possible now", detail: "This order is on hold.", status: 409, instance: "req_9" }, 409)];
    const { user, onClose } = open(FulfillDialog);
    await user.click(screen.getByRole("button", { name: "Ship 3 items" }));
    expect(await screen.findByText("This order is on hold.")).toBeInTheDocument();
    expect(screen.getByText("req_9")).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe("refunding", () => {
  it("asks before it pays out, and a second try of the same refund is the same refund", async () => {
    answers = [() => { throw new TypeError("cut off"); }];
    const { user, onClose } = open(RefundDialog);
    await user.click(screen.getByRole("button", { name: "Refund one more of Mug" }));
    await user.click(screen.getByRole("button", { name: "Review refund" }));
    expect(sent).toHaveLength(0);
    expect(screen.getByText("Refund $20.00?")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Refund $20.00" }));
    expect(await screen.findByText("The server cannot be reached")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Review refund" }));
    await user.click(screen.getByRole("button", { name: "Refund $20.00" }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent.map(({ body }) => body)).toEqual([sent[0]!.body, sent[0]!.body]);
    expect(sent[0]!.body).toEqual({ lines: [{ variant_id: "mug", quantity: 1, restock: true }], reason: "" });
    expect(sent[1]!.key).toBe(sent[0]!.key);
  });
});
