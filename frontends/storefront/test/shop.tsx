import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { CartDrawer } from "@/components/cart/cart-drawer";
import { CartProvider } from "@/components/cart/cart-provider";
import type { Money, Quote, QuoteRequest } from "@tradewind/api-client";
import { ShopProvider } from "@/components/shop";
import { usd } from "./fixtures";

/** jsdom opens no modal dialogs; what a browser adds to these is its own business. */
export function stubDialogs(): void {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
}

export function renderShop(children: ReactNode, { locale = "en-US" } = {}) {
  return render(
    <ShopProvider shop={{ slug: "demo", locale, byQuery: false }}>
      <CartProvider>
        {children}
        <CartDrawer />
      </CartProvider>
    </ShopProvider>,
  );
}

interface Asked {
  url: string;
  method: string;
  key: string | null;
  body: unknown;
}

export type QuoteBody = { items: { product_id: string; variant_id: string; quantity: number; price: Money }[] } & QuoteRequest;

/** Prices a cart at what the shopper saw. */
export function quoteOf(body: QuoteBody, change: Partial<Quote> = {}): Quote {
  const subtotal = usd(body.items.reduce((sum, item) => sum + item.price.amount * item.quantity, 0));
  return {
    lines: body.items.map((item) => ({
      product_id: item.product_id,
      variant_id: item.variant_id,
      title: `Product ${item.variant_id}`,
      variant_name: "",
      image_url: "",
      quantity: item.quantity,
      unit_price: item.price,
      total: usd(item.price.amount * item.quantity),
    })),
    subtotal,
    discount: null,
    country: null,
    ships_to: [],
    taxed_states: [],
    shipping_options: [],
    shipping: null,
    shipping_rate_id: null,
    tax: null,
    tax_at_payment: false,
    total: subtotal,
    problems: [],
    consent_text: "",
    ...change,
  };
}

let answerQuote: (body: QuoteBody) => Response = (body) => Response.json(quoteOf(body));
export const quotes: QuoteBody[] = [];

/** How quotes are answered in this test; at what the shopper saw unless it says otherwise. */
export function stubQuotes(answer: (body: QuoteBody) => Response = (body) => Response.json(quoteOf(body))): void {
  answerQuote = answer;
  quotes.length = 0;
}

/** Answers the browser's calls in turn, and keeps what was asked. Quotes are answered beside them. */
export function stubFetch(...answers: (() => Response)[]): Asked[] {
  const asked: Asked[] = [];
  const fetchMock = vi.fn(async (input: Request) => {
    const body = input.method === "GET" ? null : ((await input.json()) as unknown);
    const url = new URL(input.url).pathname;
    if (url.endsWith("/checkout/quote")) {
      quotes.push(body as QuoteBody);
      return answerQuote(body as QuoteBody);
    }
    asked.push({ url, method: input.method, key: input.headers.get("idempotency-key"), body });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new TypeError("no answer");
    return answer();
  });
  vi.stubGlobal("fetch", fetchMock);
  return asked;
}

export const problemAnswer = (status: number, code: string, more: object = {}) => () =>
  Response.json({ status, code, detail: code, title: code, type: "", instance: "req_1", ...more }, { status });
