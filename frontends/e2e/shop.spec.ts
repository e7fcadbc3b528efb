import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import {
  addToCart,
  cookiesOf,
  eventually,
  expectAccessible,
  expectNoSidewaysScrolling,
  linksIn,
  mailsTo,
  Merchant,
  pay,
  photo,
  storefrontPort,
  unique,
  usd,
} from "./support";

const SHIPPING = {
  zones: [
    {
      name: "Home",
      countries: ["US"],
      rates: [
        { name: "Standard", price: usd(500), min_days: 3, max_days: 5 },
        { name: "Express", price: usd(1500), min_days: 1, max_days: 2 },
      ],
    },
    { name: "Germany", countries: ["DE"], rates: [{ name: "Parcel", price: usd(1900) }] },
  ],
  default_country: "US",
};

const dialog = (page: Page) => page.getByRole("dialog", { name: /^Cart/ });

test("a guest on a phone buys with a discount code and express shipping, and finds the order by its mail", async ({ page, request }, info) => {
  test.skip(info.project.name !== "phone", "made for a phone's screen");
  const merchant = await Merchant.open(request, unique("Lamps"));
  const lamp = await merchant.product("Brass lamp", 10_000, {
    options: [{ name: "Size", values: ["Small", "Large"] }],
    variants: [
      { name: "Small", options: { Size: "Small" }, inventory_count: 5 },
      { name: "Large", options: { Size: "Large" }, price: usd(12_000), compare_at_price: usd(15_000), inventory_count: 2 },
    ],
  });
  await merchant.call("PUT", "/shipping", SHIPPING);
  await merchant.call("PUT", "/taxes", { mode: "manual", rates: [{ country: "US", name: "Sales tax", basis_points: 800 }] });
  await merchant.call("PUT", "/checkout-policy", { impossible_orders: "hold", consent_text: "Send me news by mail." });
  await merchant.call("POST", "/discounts", { code: "TEN", kind: "percent", basis_points: 1000 });
  await merchant.call("POST", "/discounts", { code: "BIG", kind: "percent", basis_points: 5000, minimum: usd(90_000) });
  const shopper = `${unique("shopper")}@example.com`;

  await eventually(page, `${merchant.home}/products/${lamp.slug}`, () =>
    expect(page.getByRole("heading", { name: "Brass lamp", level: 1 })).toBeVisible({ timeout: 1_000 }),
  );
  await page.getByText("Large", { exact: true }).click();
  await expect(page.getByText("$120.00").locator("visible=true").first()).toBeVisible();
  await expect(page.locator("s").filter({ hasText: "$150.00" }).locator("visible=true").first()).toBeVisible();
  await expect(page.getByTestId("availability")).toHaveText("Only a few left");
  await addToCart(page);

  await expect(dialog(page).getByTestId("total")).toHaveText("$135.00");
  await dialog(page).getByLabel(/^Express/).check();
  await expect(dialog(page).getByTestId("total")).toHaveText("$145.80");
  await dialog(page).getByRole("button", { name: "Add a discount code" }).click();
  await dialog(page).getByLabel("Discount code").fill("big");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("needs a cart of at least");
  await expect(dialog(page).getByRole("button", { name: "Check out" })).toBeDisabled();
  await expectAccessible(page);
  await dialog(page).getByLabel("Discount code").fill("ten");
  await dialog(page).getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page).getByText("Code TEN applied")).toBeVisible();
  await expect(dialog(page).getByTestId("discount")).toHaveText("−$12.00");
  await expect(dialog(page).getByTestId("shipping")).toHaveText("$15.00");
  await expect(dialog(page).getByTestId("total")).toHaveText("$132.84");
  await expect(dialog(page).getByLabel("Send me news by mail.")).not.toBeChecked();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await dialog(page).getByRole("button", { name: "Check out" }).click();

  await page.waitForURL(/\/c\/pay\//);
  await expect(page.locator("[data-total]").first()).toContainText("132.84");
  await pay(page, "4242 4242 4242 4242", shopper);
  await page.waitForURL(/\/checkout\/success/);
  await expect(page.getByText("Thank you, your order is placed")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("total")).toHaveText("$132.84");
  expect(await cookiesOf(page)).toEqual({ script: "", stored: 0 });
  await page.getByRole("link", { name: "View your order" }).click();
  await expect(page.getByRole("heading", { name: "Order 1", level: 1 })).toBeVisible();

  await expect.poll(async () => (await mailsTo(shopper)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const [mail] = await mailsTo(shopper);
  const link = (await linksIn(mail!)).find((address) => address.includes("/orders/"));
  expect(link).toBeTruthy();
  const [order] = (await merchant.call<{ items: { id: string }[] }>("GET", "/orders")).items;
  const tracking = { carrier: "Postman", tracking_number: "PM1", tracking_url: "https://carrier.test/PM1", status: "shipped" };
  await merchant.call("POST", `/orders/${order!.id}/fulfillments`, { ...tracking, lines: [{ variant_id: lamp.variants[1]!.id, quantity: 1 }] });

  const answer = await page.goto(link!);
  expect(answer!.headers()["cache-control"]).toContain("no-store");
  expect(answer!.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(page.getByRole("listitem").filter({ hasText: "On its way" }).first()).toHaveAttribute("aria-current", "step");
  await expect(page.getByRole("link", { name: "Track with Postman" })).toHaveAttribute("href", "https://carrier.test/PM1");
  await expect(page.getByTestId("discount")).toHaveText("−$12.00");
  await expect(page.getByTestId("total")).toHaveText("$132.84");
  await expect(page.getByText("12 Harbour Road")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await merchant.call("POST", `/orders/${order!.id}/refunds`, { amount: usd(2_000), reason: "Scratched" });
  await page.reload();
  await expect(page.getByTestId("refunded")).toHaveText("−$20.00");
  const forged = await page.goto(link!.replace(/token=(.)/, (_, first) => `token=${first === "A" ? "B" : "A"}`));
  expect(forged!.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "We can’t show this order" })).toBeVisible();
  await page.goto(`${merchant.home}/cart`);
  await expect(page.getByText("Your cart is empty")).toBeVisible();
});

test("the shop looks as its merchant wants, and says what it has to say", async ({ page, request }, info) => {
  test.skip(info.project.name === "phone", "the same tokens on every screen");
  const merchant = await Merchant.open(request, unique("Ink"), { niche: "home-garden" });
  const logo = await merchant.image(await photo(page, "#0b5d4e"));
  await merchant.product("Inkwell", 2_500);
  await merchant.call("PATCH", "", {
    contact_email: "hello@ink.example",
    branding: { preset: "bold", accent: "#0b5d4e", background: "light", fonts: "geist", radius: "sharp", logo_image_id: logo },
    announcement: { text: "New inks are in", href: "/pages/terms", active: true },
  });
  const body = "Short and fair.\n\n## Paying\n\n- By card\n- By bank\n\n<script>alert(1)</script>";
  await merchant.call("PUT", "/pages/terms", { title: "Terms of sale", body, published: true, version: 0 });

  await eventually(page, `${merchant.home}/`, async () => {
    await expect(page.getByText("New inks are in")).toBeVisible({ timeout: 1_000 });
    await expect(page.locator("footer").getByRole("link", { name: "Terms of sale" })).toBeVisible({ timeout: 1_000 });
  });
  await expect(page.locator("html")).toHaveAttribute("data-preset", "bold");
  await expect(page.locator("html")).toHaveAttribute("data-background", "light");
  const colors = await page.locator("header ~ aside, aside").first().evaluate((bar) => {
    const style = getComputedStyle(bar);
    return [style.backgroundColor, style.color];
  });
  expect(colors).toEqual(["rgb(11, 93, 78)", "rgb(255, 255, 255)"]);
  const image = page.locator("header img");
  await expect(image).toHaveAttribute("alt", /^Ink/);
  expect(await image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(0);
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute("href", /\.webp$/);
  await expect(page.locator("footer").getByRole("link", { name: "hello@ink.example" })).toHaveAttribute("href", "mailto:hello@ink.example");
  await expectAccessible(page);

  await page.getByRole("link", { name: "New inks are in" }).click();
  await expect(page.getByRole("heading", { name: "Terms of sale", level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Paying", level: 2 })).toBeVisible();
  await expect(page.getByText("<script>alert(1)</script>")).toBeVisible();
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", `${merchant.home}/pages/terms`);
  await expectAccessible(page);
  expect((await page.goto(`${merchant.home}/pages/privacy`))!.status()).toBe(404);
  const sitemap = await page.goto(`${merchant.home}/sitemap.xml`);
  expect(await sitemap!.text()).toContain(`${merchant.home}/pages/terms`);
});

test("a cart goes on on another device, and finds what was sold meanwhile", async ({ page, browser, request }, info) => {
  test.skip(info.project.name === "phone", "two devices are enough");
  const merchant = await Merchant.open(request, unique("Cups"));
  const cup = await merchant.product("Cup", 1_800, { variants: [{ inventory_count: 3 }] });
  const bowl = await merchant.product("Bowl", 2_400, { variants: [{ inventory_count: 1 }] });
  await eventually(page, `${merchant.home}/products/${bowl.slug}`, () =>
    expect(page.getByRole("heading", { name: "Bowl", level: 1 })).toBeVisible({ timeout: 1_000 }),
  );
  await addToCart(page);
  await page.goto(`${merchant.home}/products/${cup.slug}`);
  await addToCart(page);
  await page.goto(`${merchant.home}/cart`);
  await expect(page.getByTestId("total")).toHaveText("$42.00");
  await page.getByRole("button", { name: "Continue on another device" }).click();
  const link = await page.getByLabel("Link to this cart").inputValue();
  expect(link).toMatch(new RegExp(`^${merchant.home}/cart\\?saved=crt_`));
  await expectAccessible(page);

  const other = await browser.newContext();
  const phone = await other.newPage();
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: "A cart from another device" })).toBeVisible();
  await expectAccessible(phone);
  await phone.getByRole("button", { name: "Open this cart" }).click();
  await expect(phone.getByTestId("total")).toHaveText("$42.00");
  expect(new URL(phone.url()).search).toBe("");

  const product = await merchant.call<{ version: number; variants: { id: string; options: object }[] }>("GET", `/products/${bowl.id}`);
  const variants = product.variants.map(({ id, options }) => ({ id, options, inventory_count: 0 }));
  await merchant.call("PATCH", `/products/${bowl.id}`, { version: product.version, variants });
  await merchant.call("PATCH", `/products/${cup.id}`, { price: usd(2_000) });
  await phone.reload();
  await expect(phone.getByText("Sold out since you added it.")).toBeVisible();
  await expect(phone.getByText("The price changed from $18.00 to $20.00.")).toBeVisible();
  await expect(phone.getByRole("button", { name: "Check out" })).toBeDisabled();
  await expectAccessible(phone);
  await phone.getByRole("button", { name: "Remove it" }).click();
  await phone.getByRole("button", { name: "Accept $20.00" }).click();
  await expect(phone.getByTestId("total")).toHaveText("$20.00");
  await expect(phone.getByRole("button", { name: "Check out" })).toBeEnabled();
  expect((await other.cookies(merchant.home)).length).toBe(0);
  await other.close();
});

test("the shopper's own earlier checkout does not hold the last piece against them", async ({ page, request }, info) => {
  test.skip(info.project.name === "phone", "the same on every screen");
  const merchant = await Merchant.open(request, unique("Last"));
  const chair = await merchant.product("Chair", 9_000, { variants: [{ inventory_count: 1 }] });
  const table = await merchant.product("Table", 5_000);
  await eventually(page, `${merchant.home}/products/${chair.slug}`, () =>
    expect(page.getByRole("heading", { name: "Chair", level: 1 })).toBeVisible({ timeout: 1_000 }),
  );
  await addToCart(page);
  await dialog(page).getByRole("button", { name: "Check out" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.goto(`${merchant.home}/products/${table.slug}`);
  await addToCart(page);
  await dialog(page).getByRole("link", { name: "View cart" }).click();
  // The one chair is set aside for this very shopper: the new checkout takes the place of the first.
  await expect(page.getByTestId("total")).toHaveText("$140.00");
  await page.getByRole("main").getByRole("button", { name: "Check out" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await expect(page.locator("[data-total]").first()).toContainText("140.00");
  await pay(page, "4242 4242 4242 4242", `${unique("shopper")}@example.com`);
  await page.waitForURL(/\/checkout\/success/);
  await expect(page.getByText("Thank you, your order is placed")).toBeVisible({ timeout: 30_000 });
});

/** Every page of the shop by its folder, with an address that shows it. Orders are looked at in the phone's purchase above. */
const PAGES: Record<string, string> = {
  "": "/",
  "/cart": "/cart",
  "/checkout/success": "/checkout/success",
  "/collections": "/collections",
  "/collections/[slug]/page/[number]": "/collections/desk",
  "/orders/[orderId]": "/orders/ord_0",
  "/pages/[kind]": "/pages/returns",
  "/products/[slug]": "/products/cast-iron-pot-24-cm",
  "/products/page/[number]": "/products",
  "/search": "/search?q=lamp",
  "/state/[kind]": "/nope",
};

/** Folders of the app that hold a page, without the groups in brackets. */
function pageFolders(folder: string, address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "page.tsx") return [address];
    if (!entry.isDirectory()) return [];
    return pageFolders(path.join(folder, entry.name), entry.name.startsWith("(") ? address : `${address}/${entry.name}`);
  });
}

test("no page of the shop sets a cookie, and all of them are accessible", async ({ page, context }) => {
  expect(pageFolders(path.resolve(import.meta.dirname, "../storefront/src/app/[store]")).sort()).toEqual(Object.keys(PAGES).sort());
  const home = `http://demo.localhost:${storefrontPort}`;
  const missing = [PAGES["/orders/[orderId]"], PAGES["/state/[kind]"]];
  for (const address of [...Object.values(PAGES), "/robots.txt", "/sitemap.xml"]) {
    const answer = await page.goto(home + address);
    expect(answer!.status(), address).toBe(missing.includes(address) ? 404 : 200);
    expect(answer!.headers()["set-cookie"], address).toBeUndefined();
    if (address.includes(".")) continue;
    await expect(page.getByRole("heading", { level: 1 }).locator("visible=true")).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
    expect(await page.evaluate(() => document.cookie)).toBe("");
  }
  expect(await context.cookies(home)).toEqual([]);
});
