import { expect, type Page, test } from "@playwright/test";
import { createStore, expectAccessible, newEmail, picture, register } from "./support";

async function storeWithProduct(page: Page, title: string) {
  await register(page, newEmail("products"));
  const storeId = await createStore(page, `Shop ${Date.now()}`);
  await page.goto(`/stores/${storeId}/products/new`);
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Price", { exact: true }).fill("24.50");
  await page.getByLabel("Stock", { exact: true }).fill("8");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  return storeId;
}

test("a product with a picture and variants is made, published and found", async ({ page }) => {
  await register(page, newEmail("products"));
  const storeId = await createStore(page, `Shop ${Date.now()}`);
  await page.goto(`/stores/${storeId}/products`);
  await expect(page.getByText("No products yet")).toBeVisible();
  await page.getByRole("link", { name: "Add product" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Give the product a title.")).toBeVisible();

  await page.getByLabel("Title", { exact: true }).fill("Stoneware mug");
  await page.getByLabel("Price", { exact: true }).fill("24,50");
  await page.getByLabel("Cost per item").fill("9.80");
  await expect(page.getByText("60%")).toBeVisible();

  await page.getByLabel("Add images").setInputFiles({ name: "mug.png", mimeType: "image/png", buffer: await picture(page, "#a44") });
  const alt = page.getByLabel("Alternative text of image 1");
  await alt.fill("A red mug");
  await expect(page.getByText("Preparing sizes")).toBeHidden({ timeout: 20_000 });

  await page.getByRole("button", { name: "Add option" }).click();
  await page.getByLabel("Option name").fill("Size");
  await page.getByLabel("Add value").fill("S, M, L,");
  await expect(page.getByText("3 variants")).toBeVisible();
  await page.getByLabel("Price of L", { exact: true }).fill("29");
  await page.getByLabel("Stock of S", { exact: true }).fill("5");
  await page.getByRole("switch", { name: "Track stock of M" }).click();
  await page.getByRole("button", { name: "Do not sell L" }).first().click();
  await expect(page.getByText("2 variants")).toBeVisible();
  await page.getByRole("button", { name: "Sell L again" }).click();
  await page.getByRole("button", { name: "Image of L" }).click();
  await page.getByRole("menuitemradio", { name: "Image 1: A red mug" }).click();
  await page.getByLabel("Status", { exact: true }).selectOption("active");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save product" }).click();

  await expect(page.getByRole("heading", { name: "Stoneware mug", level: 1 })).toBeVisible();
  await expect(page.getByLabel("Price", { exact: true })).toHaveValue("24.50");
  await expect(page.getByLabel("Price of L", { exact: true })).toHaveValue("29.00");
  await expect(page.getByLabel("Stock of S", { exact: true })).toHaveValue("5");
  await expect(alt).toHaveValue("A red mug");
  await expect(page.getByRole("button", { name: "Image of L" }).locator("img")).toHaveAttribute("src", /\.webp$/);
  await expectAccessible(page);

  await page.goto(`/stores/${storeId}/products`);
  await expect(page.getByRole("link", { name: "Stoneware mug" }).locator("visible=true")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Search products").fill("nothing like it");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expect(page).toHaveURL(/search=nothing/);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("link", { name: "Stoneware mug" }).locator("visible=true")).toBeVisible();
});

test("archiving can be undone", async ({ page }) => {
  const storeId = await storeWithProduct(page, "Walnut board");
  await page.goto(`/stores/${storeId}/products`);
  await page.getByRole("button", { name: "Actions for Walnut board" }).locator("visible=true").click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByText("Walnut board was archived")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Walnut board is back")).toBeVisible();
  await page.goto(`/stores/${storeId}/products?status=draft`);
  await expect(page.getByRole("link", { name: "Walnut board" }).locator("visible=true")).toBeVisible();
});

test("a product saved elsewhere in the meantime is not overwritten unasked", async ({ page, context }) => {
  await storeWithProduct(page, "Linen apron");
  await page.reload();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Linen apron");
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel("Title", { exact: true }).fill("Linen apron, washed");
  await other.getByRole("button", { name: "Save changes" }).click();
  await expect(other.getByText("Changes saved")).toBeVisible();

  await page.getByLabel("Price", { exact: true }).fill("30");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("This product changed in the meantime")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Load the newer version" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Linen apron, washed");
  await expect(page.getByLabel("Price", { exact: true })).toHaveValue("24.50");
});

test("a refused file is named and a lost list offers another try", async ({ page }) => {
  const storeId = await storeWithProduct(page, "Oak rail");
  await page.getByLabel("Add images").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
  await expect(page.getByText("notes.txt is not a JPEG, PNG, WebP or AVIF image.")).toBeVisible();

  await page.route("**/api/v1/stores/*/products?*", (route) =>
    route.fulfill({ status: 400, contentType: "application/problem+json", body: JSON.stringify({ code: "odd", title: "Odd", detail: "It is odd.", status: 400, instance: "req_42" }) }),
  );
  await page.goto(`/stores/${storeId}/products`);
  await expect(page.getByText("Products could not be loaded")).toBeVisible();
  await expect(page.getByText("req_42")).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/api/v1/stores/*/products?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Oak rail" }).locator("visible=true")).toBeVisible();
});
