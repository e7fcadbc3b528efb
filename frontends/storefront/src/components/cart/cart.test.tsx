import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { AttemptLog } from "@/lib/cart/attempts";
import { cartKey, parseCart, serializeCart } from "@/lib/cart/storage";
import { line, usd } from "../../../test/fixtures";
import { problemAnswer, quoteOf, renderShop, stubDialogs, stubFetch, stubQuotes } from "../../../test/shop";
import { CartButton } from "./cart-button";
import { CartPage } from "./cart-page";

vi.mock("next/navigation", () => ({ usePathname: () => "/cart" }));

const fill = (...lines: ReturnType<typeof line>[]) => localStorage.setItem(cartKey("demo"), serializeCart({ lines }));
const stored = () => parseCart(localStorage.getItem(cartKey("demo"))).lines.map(({ variantId, quantity }) => `${variantId}x${quantity}`);
const assign = vi.fn();
const session = () =>
  Response.json(
    { checkout_url: "https://pay.test/s1", session_id: "cs_1", order_id: "ord_1", expires_at: new Date(Date.now() + 1_800_000).toISOString() },
    { status: 201 },
  );
const checkOut = () => userEvent.click(screen.getByRole("button", { name: "Check out" }));

beforeEach(() => {
  stubDialogs();
  localStorage.clear();
  assign.mockReset();
  stubQuotes();
  stubFetch();
  vi.stubGlobal("location", { ...window.location, origin: "http://demo.localhost", assign });
});

describe("the cart", () => {
  it("says what is in it, and opens from the header", async () => {
    fill(line("a", { quantity: 2 }), line("b"));
    renderShop(<CartButton />);
    await userEvent.click(screen.getByRole("button", { name: "Open cart, 3 items" }));
    const dialog = screen.getByRole("dialog", { name: /Cart/ });
    expect(within(dialog).getAllByRole("listitem")).toHaveLength(2);
    expect(within(dialog).getByTestId("subtotal")).toHaveTextContent("$30.00");
    await userEvent.click(within(dialog).getByRole("button", { name: "Close cart" }));
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  it("changes quantities by step and by typing", async () => {
    fill(line("a", { quantity: 2 }));
    renderShop(<CartPage />);
    await userEvent.click(screen.getByRole("button", { name: "One more of Product a" }));
    expect(stored()).toEqual(["ax3"]);
    const input = screen.getByLabelText("Quantity of Product a");
    await userEvent.clear(input);
    await userEvent.type(input, "12{Enter}");
    expect(stored()).toEqual(["ax12"]);
    await userEvent.clear(screen.getByLabelText("Quantity of Product a"));
    await userEvent.type(screen.getByLabelText("Quantity of Product a"), "0{Enter}");
    expect(stored()).toEqual(["ax12"]);
    expect(screen.getByText("Cart updated: 12 items, $120.00.")).toBeInTheDocument();
  });

  it("gives a removed line back, also the last one", async () => {
    fill(line("a"));
    renderShop(<CartPage />);
    await userEvent.click(screen.getByRole("button", { name: "Remove Product a" }));
    expect(stored()).toEqual([]);
    const undo = screen.getByRole("button", { name: "Put Product a back" });
    expect(undo).toHaveFocus();
    await userEvent.click(undo);
    expect(stored()).toEqual(["ax1"]);
  });

  it("is told to be empty when it is", () => {
    renderShop(<CartPage />);
    expect(screen.getByText("Your cart is empty")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Browse all products" })).toHaveAttribute("href", "/products");
  });
});

describe("checking out", () => {
  it("sends what the shopper saw and goes to the payment page", async () => {
    fill(line("a", { quantity: 2 }));
    const asked = stubFetch(session);
    renderShop(<CartPage />);
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalledWith("https://pay.test/s1"));
    expect(asked[0]).toMatchObject({
      url: "/api/v1/public/stores/demo/checkout",
      body: { items: [{ product_id: "prd_a", variant_id: "a", quantity: 2, price: usd(1000) }] },
    });
    expect(screen.getByRole("button", { name: "Opening the payment page…" })).toHaveAttribute("aria-busy", "true");
    expect(stored()).toEqual(["ax2"]);
    expect(new AttemptLog("demo", localStorage).ofOrder("ord_1")?.key).toBe(asked[0]?.key);
  });

  it("repeats a failed try under the same key, and another cart under another", async () => {
    fill(line("a"));
    const asked = stubFetch(problemAnswer(502, "payment_unavailable"), problemAnswer(502, "payment_unavailable"), session);
    renderShop(<CartPage />);
    await checkOut();
    await screen.findByText(/The payment provider did not answer/);
    await checkOut();
    await screen.findByText(/The payment provider did not answer/);
    await userEvent.click(screen.getByRole("button", { name: "One more of Product a" }));
    expect(screen.queryByText(/The payment provider did not answer/)).not.toBeInTheDocument();
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    const keys = asked.map(({ key }) => key);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(stored()).toEqual(["ax2"]);
  });

  it("replaces a key that belongs to another cart, once", async () => {
    fill(line("a"));
    const asked = stubFetch(problemAnswer(422, "idempotency_key_reused"), session);
    renderShop(<CartPage />);
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(asked[0]?.key).not.toBe(asked[1]?.key);
  });

  it("shows each problem at its line, with the click that solves it", async () => {
    fill(line("few", { quantity: 5 }), line("none"), line("dear"));
    const problems = [
      { code: "not_enough_stock", product_id: "p", variant_id: "few", message: "", available: 2 },
      { code: "sold_out", product_id: "p", variant_id: "none", message: "", available: 0 },
      { code: "price_changed", product_id: "p", variant_id: "dear", message: "", available: null },
    ];
    const asked = stubFetch(problemAnswer(409, "cart_problem", { problems }), session);
    renderShop(<CartPage />);
    await screen.findByTestId("total");
    // Meanwhile somebody bought, and the merchant raised a price.
    stubQuotes((body) => {
      const left = body.items.filter(({ variant_id }) => variant_id !== "none");
      const told = problems.filter(({ variant_id }) => body.items.some((item) => item.variant_id === variant_id && item.quantity !== 2 && item.price.amount === 1000));
      return Response.json({ ...quoteOf({ ...body, items: left.map((item) => (item.variant_id === "dear" ? { ...item, price: usd(1300) } : item)) }), problems: told });
    });
    await checkOut();
    await screen.findByText("The price changed from $10.00 to $13.00.");
    expect(screen.getByRole("button", { name: "Check out" })).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Take 2" }));
    await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
    await userEvent.click(screen.getByRole("button", { name: "Accept $13.00" }));
    expect(stored()).toEqual(["fewx2", "dearx1"]);
    expect(screen.getByTestId("subtotal")).toHaveTextContent("$33.00");
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(asked[1]?.key).not.toBe(asked[0]?.key);
  });

  it("keeps the cart when no answer comes", async () => {
    fill(line("a"));
    stubFetch();
    renderShop(<CartPage />);
    await checkOut();
    expect(await screen.findByText(/No answer came back/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Check out" })).toBeEnabled();
    expect(stored()).toEqual(["ax1"]);
  });
});
