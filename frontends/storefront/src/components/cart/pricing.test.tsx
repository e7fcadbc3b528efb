import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Quote } from "@tradewind/api-client";
import { AttemptLog } from "@/lib/cart/attempts";
import { choicesKey, parseChoices } from "@/lib/cart/choices";
import { cartKey, parseCart, serializeCart } from "@/lib/cart/storage";
import { line, usd } from "../../../test/fixtures";
import { problemAnswer, type QuoteBody, quoteOf, quotes, renderShop, stubDialogs, stubFetch, stubQuotes } from "../../../test/shop";
import { CartPage } from "./cart-page";

vi.mock("next/navigation", () => ({ usePathname: () => "/cart" }));

const fill = (...lines: ReturnType<typeof line>[]) => localStorage.setItem(cartKey("demo"), serializeCart({ lines }));
const stored = () => parseCart(localStorage.getItem(cartKey("demo"))).lines.map(({ variantId, quantity }) => `${variantId}x${quantity}`);
const assign = vi.fn();
const session = (order: string) => () =>
  Response.json(
    { checkout_url: "https://pay.test/s", session_id: `cs_${order}`, order_id: order, expires_at: new Date(Date.now() + 1_800_000).toISOString() },
    { status: 201 },
  );
const checkOut = () => userEvent.click(screen.getByRole("button", { name: "Check out" }));
const rate = (id: string, name: string, amount: number) => ({ id, name, price: usd(amount), free_over: null, min_days: 3, max_days: 5 });
const answer = (change: (body: QuoteBody) => Partial<Quote>) => stubQuotes((body) => Response.json(quoteOf(body, change(body))));
const whole = (code: string, message = "") => ({ code, message, product_id: null, variant_id: null, available: null });

/** A shop that ships to two countries by two ways. */
function shippingShop() {
  const options = [rate("slow", "Standard", 500), rate("fast", "Express", 1500)];
  answer((body) => {
    const chosen = options.find(({ id }) => id === body.shipping?.rate_id) ?? options[0]!;
    return {
      country: body.shipping?.country ?? "US",
      ships_to: ["US", "DE"],
      shipping_options: options,
      shipping_rate_id: chosen.id,
      shipping: { name: chosen.name, price: chosen.price, country: "US", min_days: 3, max_days: 5 },
      tax: { name: "Sales tax", basis_points: 800, amount: usd(80), included: false },
      total: usd(1080 + chosen.price.amount),
      consent_text: "Send me news.",
    };
  });
}

beforeEach(() => {
  stubDialogs();
  localStorage.clear();
  assign.mockReset();
  vi.stubGlobal("location", { ...window.location, origin: "http://demo.localhost", assign });
  fill(line("a"));
  stubQuotes();
  stubFetch(session("ord_1"));
});

describe("what a cart comes to", () => {
  it("is asked for with what the shopper saw, and shown as the API says", async () => {
    shippingShop();
    renderShop(<CartPage />);
    expect(await screen.findByTestId("total")).toHaveTextContent("$15.80");
    expect(screen.getByTestId("shipping")).toHaveTextContent("$5.00");
    expect(screen.getByTestId("tax")).toHaveTextContent("$0.80");
    expect(quotes[0]).toEqual({ items: [{ product_id: "prd_a", variant_id: "a", quantity: 1, price: usd(1000) }], discount_code: "" });
    expect(screen.getByText("3 to 5 business days", { selector: "label:first-of-type *" })).toBeInTheDocument();
  });

  it("asks for the state where tax depends on it", async () => {
    answer((body) => ({
      country: "US",
      taxed_states: ["CA", "NY"],
      problems: body.shipping?.state ? [] : [whole("state_required")],
    }));
    const asked = stubFetch(session("ord_1"));
    renderShop(<CartPage />);
    const state = await screen.findByLabelText("State");
    expect(state).toHaveAccessibleDescription("Tax depends on the state it ships to.");
    expect(screen.getByRole("button", { name: "Check out" })).toBeDisabled();
    await userEvent.selectOptions(state, "NY");
    await waitFor(() => expect(quotes.at(-1)?.shipping).toEqual({ country: "US", state: "NY", rate_id: "" }));
    await userEvent.selectOptions(state, "Another state");
    await waitFor(() => expect(quotes.at(-1)?.shipping?.state).toBe("ELSEWHERE"));
    await waitFor(() => expect(screen.getByRole("button", { name: "Check out" })).toBeEnabled());
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(asked[0]?.body).toMatchObject({ shipping: { country: "US", state: "ELSEWHERE" } });
  });

  it("follows the way of shipping and the country, and checkout asks for the same", async () => {
    shippingShop();
    const asked = stubFetch(session("ord_1"));
    renderShop(<CartPage />);
    await userEvent.click(await screen.findByLabelText(/^Express/));
    expect(screen.getByLabelText(/^Express/)).toBeChecked();
    await waitFor(() => expect(screen.getByTestId("total")).toHaveTextContent("$25.80"));
    await userEvent.selectOptions(screen.getByLabelText("Ship to"), "Germany");
    await waitFor(() => expect(quotes.at(-1)?.shipping).toEqual({ country: "DE", state: "", rate_id: "" }));
    await userEvent.click(await screen.findByLabelText(/^Express/));
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(asked[0]?.body).toMatchObject({ shipping: { country: "DE", rate_id: "fast" }, marketing_consent: false });
    expect(parseChoices(localStorage.getItem(choicesKey("demo")))).toMatchObject({ country: "DE", rateId: "fast" });
  });

  it("never ticks consent for anybody, and sends it when it was ticked", async () => {
    shippingShop();
    const asked = stubFetch(session("ord_1"));
    renderShop(<CartPage />);
    const tick = await screen.findByLabelText("Send me news.");
    expect(tick).not.toBeChecked();
    await userEvent.click(tick);
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(asked[0]?.body).toMatchObject({ marketing_consent: true });
    expect(JSON.stringify({ ...localStorage })).not.toContain('"consents":true');
  });

  it("says that tax is worked out at payment", async () => {
    answer(() => ({ tax_at_payment: true }));
    renderShop(<CartPage />);
    expect(await screen.findByTestId("tax")).toHaveTextContent("Worked out at payment");
  });

  it("can be checked out also when it could not be worked out", async () => {
    stubQuotes(() => problemAnswer(500, "internal_error")());
    renderShop(<CartPage />);
    expect(await screen.findByText(/could not be worked out/)).toBeInTheDocument();
    expect(screen.getByTestId("subtotal")).toHaveTextContent("$10.00");
    stubQuotes();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByTestId("total")).toHaveTextContent("$10.00");
    expect(screen.getByRole("button", { name: "Check out" })).toBeEnabled();
  });

  it("lets go of a way of shipping that is not offered any more", async () => {
    localStorage.setItem(choicesKey("demo"), JSON.stringify({ country: "US", rateId: "gone", code: "", email: "" }));
    answer((body) => (body.shipping?.rate_id === "gone" ? { problems: [whole("shipping_rate_gone")] } : {}));
    renderShop(<CartPage />);
    await waitFor(() => expect(quotes.at(-1)?.shipping?.rate_id).toBe(""));
    await waitFor(() => expect(screen.getByRole("button", { name: "Check out" })).toBeEnabled());
  });

  it("says at the country that it is not shipped there", async () => {
    answer((body) => ({ country: body.shipping?.country ?? "FR", ships_to: ["DE"], problems: [whole("not_shipped_there", "no")] }));
    renderShop(<CartPage />);
    expect(await screen.findByText("This shop does not ship to France.")).toBeInTheDocument();
    expect(screen.getByLabelText("Ship to")).toBeInvalid();
    expect(screen.getByRole("button", { name: "Check out" })).toBeDisabled();
  });
});

describe("a discount code", () => {
  const enter = async (code: string) => {
    await userEvent.click(await screen.findByRole("button", { name: "Add a discount code" }));
    await userEvent.type(screen.getByLabelText("Discount code"), `${code}{Enter}`);
  };
  const discount = { code: "TEN", amount: usd(100), free_shipping: false };

  it("is applied and taken off again", async () => {
    answer((body) => (body.discount_code === "TEN" ? { discount, total: usd(900) } : {}));
    renderShop(<CartPage />);
    await enter(" ten ");
    expect(await screen.findByText("Code TEN applied")).toBeInTheDocument();
    expect(screen.getByTestId("discount")).toHaveTextContent("−$1.00");
    await userEvent.click(screen.getByRole("button", { name: "Remove code TEN" }));
    await waitFor(() => expect(screen.queryByTestId("discount")).not.toBeInTheDocument());
  });

  it.each([
    ["discount_unknown", "This code is not valid. Check the spelling or remove it."],
    ["discount_used_up", "This code has been used as often as it may be."],
    ["discount_ended", "This code has ended."],
    ["discount_minimum", "needs a cart of at least 50.00 USD."],
  ])("that cannot be used (%s) says so at its field, and bars the way until it is gone", async (code, message) => {
    answer((body) => (body.discount_code ? { problems: [whole(code, "needs a cart of at least 50.00 USD.")] } : {}));
    renderShop(<CartPage />);
    await enter("nope");
    expect(await screen.findByText(message)).toBeInTheDocument();
    expect(screen.getByLabelText("Discount code")).toBeInvalid();
    expect(screen.getByRole("button", { name: "Check out" })).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Remove code NOPE" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Check out" })).toBeEnabled());
  });

  it("that needs to know its user asks for an email, here and nowhere else", async () => {
    answer((body) => (body.discount_code && !body.email ? { problems: [whole("email_required")] } : body.discount_code ? { discount } : {}));
    renderShop(<CartPage />);
    expect(screen.queryByLabelText("Email")).not.toBeInTheDocument();
    await enter("ten");
    await userEvent.type(await screen.findByLabelText("Email"), "ann{Enter}");
    expect(screen.getByText(/such as ann@example.com/)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText("Email"), "@example.com{Enter}");
    expect(await screen.findByText("Code TEN applied")).toBeInTheDocument();
    expect(quotes.at(-1)?.email).toBe("ann@example.com");
  });

  it("used up by somebody a moment ago is told by the checkout", async () => {
    answer((body) => (body.discount_code ? { discount } : {}));
    stubFetch(problemAnswer(409, "cart_problem", { problems: [whole("discount_used_up")] }));
    renderShop(<CartPage />);
    await enter("ten");
    await screen.findByText("Code TEN applied");
    answer(() => ({ problems: [whole("discount_used_up")] }));
    await checkOut();
    expect(await screen.findByText("This code has been used as often as it may be.")).toBeInTheDocument();
    expect(stored()).toEqual(["ax1"]);
  });
});

describe("an earlier checkout of the same shopper", () => {
  const earlier = (lines: { variantId: string; quantity: number }[]) =>
    new AttemptLog("demo", localStorage).save({ fingerprint: "f", key: "k", lines, orderId: "ord_0", sessionId: "cs_0", expiresAt: Date.now() + 60_000 });

  it("is given up for the new one, and what it holds is not sold out for them", async () => {
    earlier([{ variantId: "a", quantity: 1 }]);
    answer(() => ({ problems: [{ code: "sold_out", message: "", product_id: "prd_a", variant_id: "a", available: 0 }] }));
    const asked = stubFetch(session("ord_1"));
    renderShop(<CartPage />);
    await screen.findByTestId("total");
    expect(screen.queryByText(/Sold out/)).not.toBeInTheDocument();
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalled());
    expect(asked[0]?.body).toMatchObject({ replaces: { order_id: "ord_0", session_id: "cs_0" } });
    expect(new AttemptLog("demo", localStorage).all().map(({ orderId }) => orderId)).toEqual(["ord_1"]);
  });

  it("holds only what it holds", async () => {
    fill(line("a", { quantity: 3 }));
    earlier([{ variantId: "a", quantity: 1 }]);
    answer(() => ({ problems: [{ code: "not_enough_stock", message: "", product_id: "prd_a", variant_id: "a", available: 1 }] }));
    renderShop(<CartPage />);
    expect(await screen.findByRole("button", { name: "Take 1" })).toBeInTheDocument();
  });

  it("that was paid meanwhile leads to its order instead of a second payment", async () => {
    earlier([{ variantId: "a", quantity: 1 }]);
    stubFetch(problemAnswer(409, "already_paid", { order_id: "ord_0" }));
    renderShop(<CartPage />);
    await screen.findByTestId("total");
    await checkOut();
    await waitFor(() => expect(assign).toHaveBeenCalledWith("/checkout/success?order_id=ord_0&session_id=cs_0"));
  });
});

describe("a cart for another device", () => {
  const saved = () =>
    Response.json({ id: "crt_1", url: "http://demo.localhost/cart?saved=crt_1", items: [{ product_id: "prd_b", variant_id: "b", quantity: 2 }, { product_id: "prd_x", variant_id: "x", quantity: 1 }], discount_code: "", saved_at: "" });

  it("gets a link, the same one again after a change", async () => {
    const asked = stubFetch(saved);
    renderShop(<CartPage />);
    await userEvent.click(screen.getByRole("button", { name: "Continue on another device" }));
    expect(await screen.findByLabelText("Link to this cart")).toHaveValue("http://demo.localhost/cart?saved=crt_1");
    await userEvent.click(screen.getByRole("button", { name: "One more of Product a" }));
    await userEvent.click(screen.getByRole("button", { name: "Continue on another device" }));
    await screen.findByLabelText("Link to this cart");
    expect(asked.map(({ method, url }) => `${method} ${url.split("/demo")[1]}`)).toEqual(["POST /carts", "PUT /carts/crt_1"]);
  });

  it.each([
    ["Add to my cart", ["ax1", "bx2"]],
    ["Replace my cart", ["bx2"]],
    ["Not now", ["ax1"]],
  ])("is offered and never forced: %s", async (choice, lines) => {
    vi.stubGlobal("location", { ...window.location, href: "http://demo.localhost/cart?saved=crt_1", search: "?saved=crt_1" });
    vi.spyOn(window.history, "replaceState").mockImplementation(() => undefined);
    stubFetch(saved);
    stubQuotes((body) => {
      const sold = body.items.filter(({ variant_id }) => variant_id !== "x").map((item) => ({ ...item, price: usd(1000) }));
      return Response.json(quoteOf({ ...body, items: sold }));
    });
    renderShop(<CartPage />);
    const offer = await screen.findByRole("region", { name: "A cart from another device" });
    expect(within(offer).getByText(/One item of it is no longer sold/)).toBeInTheDocument();
    expect(stored()).toEqual(["ax1"]);
    await userEvent.click(within(offer).getByRole("button", { name: choice }));
    expect(stored()).toEqual(lines);
    expect(screen.queryByRole("region", { name: "A cart from another device" })).not.toBeInTheDocument();
  });
});
