import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page } from "@playwright/test";

export const PASSWORD = "correct horse battery";
export const storefrontPort = process.env.STOREFRONT_PORT ?? "3001";
const mailbox = process.env.MAILBOX_URL ?? "http://localhost:8425";
const api = `${process.env.API_URL ?? "http://localhost:8000"}/api/v1`;

export function unique(name: string): string {
  return `${name}-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
}

export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

/** Nothing sticks out of a phone's screen. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content).toBeLessThanOrEqual(screen);
}

/** A photo drawn by the browser: a file as a camera would give, without a file in the repository. */
export async function photo(page: Page, color = "#0f766e"): Promise<Buffer> {
  const data = await page.evaluate((fill) => {
    const canvas = document.createElement("canvas");
    canvas.width = 900;
    canvas.height = 900;
    const context = canvas.getContext("2d")!;
    context.fillStyle = "#c9d8cd";
    context.fillRect(0, 0, 900, 900);
    context.fillStyle = fill;
    context.fillRect(250, 300, 400, 380);
    return canvas.toDataURL("image/jpeg").split(",")[1]!;
  }, color);
  return Buffer.from(data, "base64");
}

export interface Mail {
  id: string;
  subject: string;
}

export async function mailsTo(email: string): Promise<Mail[]> {
  const answer = await fetch(`${mailbox}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()).items;
}

export async function linksIn(mail: Mail): Promise<string[]> {
  const answer = await fetch(`${mailbox}/api/messages/${mail.id}`);
  return (await answer.json()).links;
}

/** Fills the stand-in's payment page, with an address where it asks for one, and presses Pay. */
export async function pay(page: Page, card: string, email: string): Promise<void> {
  const contact = page.getByLabel("Email");
  if (await contact.isEditable()) await contact.fill(email);
  if (await page.locator("#shipping_name").count()) {
    await page.locator("#shipping_name").fill("Ann Example");
    await page.locator("#line1").fill("12 Harbour Road");
    await page.locator("#city").fill("Springfield");
    await page.locator("#state").fill("IL");
    await page.locator("#shipping_postal_code").fill("62701");
  }
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Expiry, month and year").fill("12 / 34");
  await page.getByLabel("Security code").fill("123");
  await page.getByLabel(/Name on card|Cardholder name/).fill("Ann Example");
  await page.locator("#postal_code").fill("62701");
  await page.locator("button.pay").click();
}

type Json = Record<string, unknown>;

/** A merchant who sets a shop up over the API, as the dashboard would. */
export class Merchant {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
    readonly storeId: string,
    readonly slug: string,
    readonly email: string,
  ) {}

  static async open(request: APIRequestContext, name: string, more: Json = {}): Promise<Merchant> {
    const email = `${unique("merchant")}@example.com`;
    const registered = await request.post(`${api}/auth/register`, { data: { email, password: PASSWORD } });
    expect(registered.ok(), await registered.text()).toBe(true);
    const token = (await registered.json()).access_token as string;
    const headers = { authorization: `Bearer ${token}` };
    const created = await request.post(`${api}/stores`, { headers, data: { name, niche: "home-garden", ...more } });
    expect(created.ok(), await created.text()).toBe(true);
    const store = await created.json();
    return new Merchant(request, token, store.id, store.slug, email);
  }

  get home(): string {
    return `http://${this.slug}.localhost:${storefrontPort}`;
  }

  async call<T = Json>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await this.request.fetch(`${api}/stores/${this.storeId}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      data,
    });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? (undefined as T) : await answer.json();
  }

  /** Puts a product on sale; prices in cents. */
  product(title: string, price: number, more: Json = {}): Promise<{ id: string; slug: string; variants: { id: string }[] }> {
    return this.call("POST", "/products", { title, price: usd(price), status: "active", ...more });
  }

  /** Uploads a picture and waits until it is ready. @returns its id. */
  async image(content: Buffer): Promise<string> {
    const body = { filename: "picture.jpg", content_type: "image/jpeg", size: content.length };
    const { image_id: id, upload } = await this.call<{ image_id: string; upload: { url: string; fields: Record<string, string> } }>("POST", "/products/upload", body);
    const sent = await this.request.post(upload.url, {
      multipart: { ...upload.fields, file: { name: "picture.jpg", mimeType: "image/jpeg", buffer: content } },
    });
    expect(sent.ok(), await sent.text()).toBe(true);
    await expect.poll(async () => (await this.call<{ status: string }>("GET", `/products/images/${id}`)).status, { timeout: 30_000 }).toBe("ready");
    return id;
  }
}

export const usd = (amount: number) => ({ amount, currency: "USD" });

/**
 * Opens a page of the shop again and again until what was changed has got through to it. A page that was opened between
 * two changes is kept for a minute.
 */
export async function eventually(page: Page, address: string, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await check();
  }).toPass({ timeout: 90_000, intervals: [500, 1_000, 2_000] });
}

/** Adds the product of the page that is open to the cart; the drawer opens. */
export async function addToCart(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add to cart" }).locator("visible=true").first().click();
  await expect(page.getByRole("dialog", { name: /^Cart/ })).toBeVisible();
}

/** What the page and its parts have set, for as long as it is open. */
export async function cookiesOf(page: Page): Promise<{ script: string; stored: number }> {
  const shop = new URL(page.url()).origin;
  return { script: await page.evaluate(() => document.cookie), stored: (await page.context().cookies(shop)).length };
}
