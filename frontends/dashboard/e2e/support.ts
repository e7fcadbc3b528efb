import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const PASSWORD = "correct horse battery";

/** An account of this run's own, so that runs do not meet. */
export function newEmail(name: string): string {
  return `${name}-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.com`;
}

export async function register(page: Page, email: string): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
}

/** @returns the store's id, out of the address. */
export async function createStore(page: Page, name: string): Promise<string> {
  await page.goto("/stores/new");
  await page.getByLabel("Store name").fill(name);
  await page.getByLabel("Niche").selectOption({ label: "Home and garden" });
  await page.getByRole("button", { name: "Create store" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/")[2]!;
}

/** WCAG 2.2 up to AA, and what axe counts as best practice. */
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that look at colours, which is all that differs in the dark. */
const AXE_COLOURS = ["color-contrast", "link-in-text-block"];

/** No finding of axe, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === "light" ? axe.withTags(AXE_TAGS) : axe.withRules(AXE_COLOURS)).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    expect(found, colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

const session = { "x-tradewind-session": "cookie" };

/** A call of the merchant's API with the session of the page. */
export async function call<T>(page: Page, method: "GET" | "POST" | "PUT" | "PATCH", path: string, data?: unknown): Promise<T> {
  const answer = await page.request.fetch(`/api/v1${path}`, { method, data, headers: session });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${answer.ok() ? "" : await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

export interface Ware {
  id: string;
  variants: { id: string }[];
}

/** A product on sale, made through the API. */
export async function createProduct(page: Page, storeId: string, title: string, more: object = {}): Promise<Ware> {
  const price = { amount: 2_000, currency: "USD" };
  const body = { title, description: "", price, status: "active", variants: [{ name: "Default", sku: "", inventory_count: 9 }], ...more };
  return call<Ware>(page, "POST", `/stores/${storeId}/products`, body);
}

export interface Purchase {
  items: { ware: Ware; quantity: number }[];
  card?: string;
  email?: string;
  shipping?: { country: string };
  discount_code?: string;
}

/** A shopper's checkout, paid on the stand-in's page. @returns the id of the order once it is there. */
export async function buy(page: Page, storeId: string, { items, card = "4242424242424242", email = newEmail("shopper"), ...more }: Purchase): Promise<string> {
  const { slug } = await call<{ slug: string }>(page, "GET", `/stores/${storeId}`);
  const cart = items.map(({ ware, quantity }) => ({ product_id: ware.id, variant_id: ware.variants[0]!.id, quantity }));
  const checkout = await page.request.post(`/api/v1/public/stores/${slug}/checkout`, {
    data: { email, items: cart, ...more },
    headers: { "Idempotency-Key": `${Date.now()}-${Math.random()}` },
  });
  expect(checkout.ok(), await checkout.text()).toBe(true);
  const { checkout_url, order_id } = (await checkout.json()) as { checkout_url: string; order_id: string };
  const paid = await fetch(checkout_url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ do: "pay", card, email, name: "Ann Example" }),
  });
  expect(paid.status).toBe(303);
  await expect
    .poll(async () => (await page.request.get(`/api/v1/stores/${storeId}/orders/${order_id}`, { headers: session })).status(), { timeout: 20_000 })
    .toBe(200);
  return order_id;
}

/** No part of the page is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content).toBeLessThanOrEqual(window!);
}

/** A square PNG of one colour, drawn by the browser. */
export async function picture(page: Page, colour: string): Promise<Buffer> {
  const data = await page.evaluate((fill) => {
    const canvas = document.createElement("canvas");
    canvas.width = 600;
    canvas.height = 600;
    const context = canvas.getContext("2d")!;
    context.fillStyle = fill;
    context.fillRect(0, 0, 600, 600);
    return canvas.toDataURL("image/png").split(",")[1]!;
  }, colour);
  return Buffer.from(data, "base64");
}
