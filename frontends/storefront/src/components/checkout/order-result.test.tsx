import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CheckoutState } from "@tradewind/api-client";
import { AttemptLog } from "@/lib/cart/attempts";
import { cartKey, parseCart, serializeCart } from "@/lib/cart/storage";
import { line, usd } from "../../../test/fixtures";
import { problemAnswer, renderShop, stubFetch } from "../../../test/shop";
import { OrderResult } from "./order-result";

vi.mock("next/navigation", () => ({ usePathname: () => "/checkout/success" }));

const state = (change: Partial<CheckoutState>) => () =>
  Response.json({
    order_id: "ord_1",
    status: "open",
    order_number: null,
    order_token: null,
    email: null,
    lines: [{ title: "Mug", variant_name: "Oat", image_url: "", quantity: 2, unit_price: usd(1000), total: usd(2000) }],
    subtotal: usd(2500),
    discount: usd(500),
    shipping: null,
    tax: null,
    total: usd(2000),
    ...change,
  });
const paid = state({ status: "paid", order_number: 1042, order_token: "tok-1", email: "ann@example.com" });
const stored = () => parseCart(localStorage.getItem(cartKey("demo"))).lines.map(({ variantId, quantity }) => `${variantId}x${quantity}`);
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem(cartKey("demo"), serializeCart({ lines: [line("a", { quantity: 2 }), line("later")] }));
  new AttemptLog("demo", localStorage).save({
    fingerprint: "f",
    key: "k",
    lines: [{ variantId: "a", quantity: 2 }],
    orderId: "ord_1",
    sessionId: "cs_1",
    expiresAt: null,
  });
  window.history.replaceState(null, "", "/checkout/success?order_id=ord_1&session_id=cs_1");
  vi.useFakeTimers();
});

afterEach(() => vi.useRealTimers());

describe("after the payment page", () => {
  it("waits for the payment, then thanks and lets go of what was bought", async () => {
    const asked = stubFetch(state({}), state({}), paid);
    renderShop(<OrderResult />);
    await pass(0);
    expect(screen.getByRole("heading", { name: "Confirming your payment" })).toBeInTheDocument();
    expect(stored()).toEqual(["ax2", "laterx1"]);
    await pass(2_000);
    expect(asked).toHaveLength(3);
    expect(screen.getByText("Order 1042")).toBeInTheDocument();
    expect(screen.getByText(/ann@example.com/)).toBeInTheDocument();
    expect(screen.getByText("Oat · Quantity 2")).toBeInTheDocument();
    expect(screen.getByTestId("discount")).toHaveTextContent("−$5.00");
    expect(screen.getByRole("link", { name: "View your order" })).toHaveAttribute("href", "/orders/ord_1?token=tok-1");
    expect(stored()).toEqual(["laterx1"]);
    await pass(60_000);
    expect(asked).toHaveLength(3);
  });

  it("does not take things out again when the page is opened again", async () => {
    stubFetch(paid);
    renderShop(<OrderResult />).unmount();
    await pass(0);
    renderShop(<OrderResult />);
    await pass(0);
    localStorage.setItem(cartKey("demo"), serializeCart({ lines: [line("a", { quantity: 2 })] }));
    renderShop(<OrderResult />);
    await pass(0);
    expect(stored()).toEqual(["ax2"]);
  });

  it("goes on asking when an answer is lost, and stops some time", async () => {
    const asked = stubFetch(problemAnswer(503, "overloaded"));
    renderShop(<OrderResult />);
    await pass(180_000);
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.length).toBeLessThan(20);
    expect(screen.getByRole("heading", { name: "Still waiting for the payment provider" })).toBeInTheDocument();
    expect(stored()).toEqual(["ax2", "laterx1"]);
  });

  it("waits for a number that comes after the payment", async () => {
    stubFetch(state({ status: "paid" }), paid);
    renderShop(<OrderResult />);
    await pass(0);
    expect(screen.getByRole("heading", { name: "Thank you, your order is placed" })).toBeInTheDocument();
    await pass(1_000);
    expect(screen.getByText("Order 1042")).toBeInTheDocument();
  });

  it.each([
    ["expired", "This checkout has run out"],
    ["refused", "The payment did not go through"],
  ] as const)("keeps the cart of a checkout that is %s, and begins anew", async (status, title) => {
    stubFetch(state({ status }));
    renderShop(<OrderResult />);
    await pass(0);
    expect(screen.getByRole("heading", { name: title })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Back to the cart" })).toBeInTheDocument();
    expect(stored()).toEqual(["ax2", "laterx1"]);
    expect(new AttemptLog("demo", localStorage).all()).toEqual([]);
  });

  it("keeps the cart while a bank decides", async () => {
    stubFetch(state({ status: "awaiting" }));
    renderShop(<OrderResult />);
    await pass(0);
    expect(screen.getByRole("heading", { name: "Your bank is working on it" })).toBeInTheDocument();
    expect(stored()).toEqual(["ax2", "laterx1"]);
  });

  it("shows nothing of a foreign session", async () => {
    const asked = stubFetch(problemAnswer(404, "checkout_not_found"));
    renderShop(<OrderResult />);
    await pass(30_000);
    expect(screen.getByRole("heading", { name: "We can’t show this order" })).toBeInTheDocument();
    expect(asked).toHaveLength(1);
    expect(stored()).toEqual(["ax2", "laterx1"]);
  });

  it("asks nothing without a session in the address", async () => {
    const asked = stubFetch(paid);
    window.history.replaceState(null, "", "/checkout/success");
    renderShop(<OrderResult />);
    await pass(0);
    expect(screen.getByRole("heading", { name: "We can’t show this order" })).toBeInTheDocument();
    expect(asked).toEqual([]);
  });
});
