import { expect, test } from "@playwright/test";
import { eventually, expectAccessible, expectNoSidewaysScrolling, Merchant, unique } from "./support";

let merchant: Merchant;

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  merchant = await Merchant.open(request, unique("Shelf"));
  const sizes = (...values: string[]) => ({
    options: [{ name: "Size", values }],
    variants: values.map((value) => ({ name: value, options: { Size: value }, inventory_count: value === "L" ? 0 : 4 })),
  });
  const blanket = await merchant.product("Wool blanket", 8_000, sizes("S", "M"));
  const cushion = await merchant.product("Wool cushion", 3_000, sizes("M", "L"));
  await merchant.product("Crème brûlée torch", 4_500);
  await merchant.product("Linen towel", 1_500, { variants: [{ inventory_count: 0 }] });
  for (let number = 1; number <= 22; number += 1) await merchant.product(`Candle ${number}`, 900 + number);
  const description = "For cold evenings.";
  const ids = [cushion.id, blanket.id];
  await merchant.call("POST", "/collections", { title: "Woollens", description, status: "active", product_ids: ids });
});

test("a search forgives typing, narrows by facets and keeps them in the address", async ({ page }, info) => {
  const phone = info.project.name === "phone";
  await eventually(page, `${merchant.home}/search?q=wool`, () =>
    expect(page.getByText("2 products for “wool”").locator("visible=true")).toBeVisible({ timeout: 1_000 }),
  );
  if (phone) {
    await page.goto(`${merchant.home}/`);
    await page.getByRole("link", { name: "Search", exact: true }).first().click();
  } else await page.goto(`${merchant.home}/`);
  const field = page.getByRole("searchbox", { name: "Search products" }).locator("visible=true").first();
  await field.fill("blankit");
  await field.press("Enter");
  await expect(page.getByText("These are results for “blanket”.").locator("visible=true")).toBeVisible();
  await expect(page.getByRole("link", { name: "Wool blanket" }).locator("visible=true")).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=blankit$/);

  await page.goto(`${merchant.home}/search?q=creme+brulee`);
  await expect(page.getByRole("link", { name: "Crème brûlée torch" }).locator("visible=true")).toBeVisible();

  await page.goto(`${merchant.home}/search?q=wool`);
  await page.evaluate(() => Object.assign(window, { stays: true }));
  const filters = phone ? page.getByRole("dialog", { name: "Filters" }) : page.getByRole("form", { name: "Filters" }).first();
  if (phone) await page.getByRole("button", { name: "Filters" }).click();
  await expect(filters.getByText("Can be bought now")).toBeVisible();
  await filters.getByRole("checkbox", { name: /^S / }).check();
  await expect(page).toHaveURL(/option=Size%3AS/);
  if (phone) await expect(filters.getByRole("button", { name: "Show 1 product" })).toBeVisible();
  await expectAccessible(page);
  if (phone) await filters.getByRole("button", { name: "Close filters" }).click();
  await expect(page.getByText("1 product for “wool”").locator("visible=true")).toBeVisible();
  await page.getByLabel("Sort by").locator("visible=true").selectOption({ label: "Price, low to high" });
  await expect(page).toHaveURL(/sort=price_asc/);
  expect(await page.evaluate(() => "stays" in window)).toBe(true);
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await page.getByRole("link", { name: "Remove filter Size: S" }).click();
  await expect(page.getByText("2 products for “wool”").locator("visible=true")).toBeVisible();
  const titles = page.getByRole("article").locator("visible=true").getByRole("heading");
  await expect(titles).toHaveText(["Wool cushion", "Wool blanket"]);
  await page.reload();
  await expect(titles).toHaveText(["Wool cushion", "Wool blanket"]);
  await expect(page.locator('meta[name="robots"]').first()).toHaveAttribute("content", /noindex/);

  await page.goto(`${merchant.home}/search?q=zzzzzz`);
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Woollens" })).toBeVisible();
  await expectAccessible(page);
});

test("search, collections and products need no JavaScript", async ({ browser }, info) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: info.project.use.viewport ?? null });
  const page = await context.newPage();
  await eventually(page, `${merchant.home}/search?q=wool`, () => expect(page.getByRole("article")).toHaveCount(2, { timeout: 1_000 }));
  const phone = info.project.name === "phone";
  if (phone) await page.locator("details summary").filter({ hasText: "Filters" }).click();
  const form = page.locator("form[action='/search']").filter({ has: page.getByText("Size", { exact: true }) }).locator("visible=true").first();
  await form.getByRole("checkbox", { name: /^S / }).check();
  await form.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/option=Size%3AS/);
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.getByRole("link", { name: "Clear all filters" }).click();
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.getByLabel("Sort by").selectOption({ label: "Price, low to high" });
  await page.getByRole("button", { name: "Apply" }).locator("visible=true").last().click();
  await expect(page).toHaveURL(/sort=price_asc/);
  await expect(page.getByRole("article").getByRole("heading")).toHaveText(["Wool cushion", "Wool blanket"]);
  await page.goto(`${merchant.home}/collections/woollens`);
  await expect(page.getByRole("heading", { name: "Woollens", level: 1 })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.goto(`${merchant.home}/products/wool-cushion`);
  await expect(page.getByText("$30.00").first()).toBeVisible();
  await context.close();
});

test("collections lead to their products, page by page, and old addresses to new ones", async ({ page }, info) => {
  test.skip(info.project.name === "phone", "the same addresses");
  await eventually(page, `${merchant.home}/collections`, () =>
    expect(page.getByRole("link", { name: "Woollens" }).first()).toBeVisible({ timeout: 1_000 }),
  );
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "Woollens" }).click();
  await expect(page.getByRole("heading", { name: "Woollens", level: 1 })).toBeVisible();
  await expect(page.getByText("For cold evenings.").locator("visible=true")).toBeVisible();
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", `${merchant.home}/collections/woollens`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Wool cushion" }).click();
  const crumbs = page.getByRole("navigation", { name: "Breadcrumbs" }).locator("visible=true");
  await expect(crumbs.getByRole("link", { name: "Woollens" })).toHaveAttribute("href", "/collections/woollens");

  await page.goto(`${merchant.home}/search?sort=title&page=2`);
  await expect(page.getByRole("article").locator("visible=true")).toHaveCount(2);

  const [woollens] = (await merchant.call<{ items: { id: string; title: string }[] }>("GET", "/collections?search=woollens")).items;
  await merchant.call("PATCH", `/collections/${woollens!.id}`, { slug: "wool" });
  await eventually(page, `${merchant.home}/collections/woollens`, () => expect(page).toHaveURL(`${merchant.home}/collections/wool`, { timeout: 500 }));
  await merchant.call("DELETE", `/collections/${woollens!.id}`);
  await expect.poll(async () => (await page.goto(`${merchant.home}/collections/wool`))!.status(), { timeout: 45_000 }).toBe(410);
  await expect(page.getByRole("heading", { name: "This collection has ended" })).toBeVisible();
  expect((await page.goto(`${merchant.home}/collections/never`))!.status()).toBe(404);
});
