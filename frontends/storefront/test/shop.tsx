import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { CartDrawer } from "@/components/cart/cart-drawer";
import { CartProvider } from "@/components/cart/cart-provider";
import { ShopProvider } from "@/components/shop";

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

/** Answers the browser's calls in turn, and keeps what was asked. */
export function stubFetch(...answers: (() => Response)[]) {
  const asked: { url: string; method: string; key: string | null; body: unknown }[] = [];
  const fetchMock = vi.fn(async (input: Request) => {
    const body = input.method === "POST" ? ((await input.json()) as unknown) : null;
    asked.push({ url: new URL(input.url).pathname, method: input.method, key: input.headers.get("idempotency-key"), body });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new TypeError("no answer");
    return answer();
  });
  vi.stubGlobal("fetch", fetchMock);
  return asked;
}

export const problemAnswer = (status: number, code: string, more: object = {}) => () =>
  Response.json({ status, code, detail: code, title: code, type: "", instance: "req_1", ...more }, { status });
