import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { cartKey, parseCart } from "@/lib/cart/storage";
import { mug } from "../../../test/fixtures";
import { renderShop, stubDialogs } from "../../../test/shop";
import { Description } from "./description";
import { ProductView } from "./product-view";

let query = "";
vi.mock("next/navigation", () => ({ usePathname: () => "/products/mug", useSearchParams: () => new URLSearchParams(query) }));

beforeEach(() => {
  stubDialogs();
  localStorage.clear();
  query = "";
  window.history.replaceState(null, "", "/products/mug?store=demo");
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});

const view = () =>
  renderShop(
    <main>
      <ProductView product={mug}>
        <Description text={"A <b>mug</b>.\n\n- Holds tea"} />
      </ProductView>
    </main>,
  );
const choice = (name: RegExp) => screen.getByRole("radio", { name });

describe("a product", () => {
  it("starts with the first variant to be had, priced and stocked", () => {
    view();
    expect(choice(/^Oat/)).toBeChecked();
    expect(choice(/^Small/)).toBeChecked();
    expect(screen.getByTestId("availability")).toHaveTextContent("In stock");
  });

  it("starts with the variant the address names", () => {
    query = "variant=oat-l";
    view();
    expect(choice(/^Large/)).toBeChecked();
    expect(screen.getByTestId("availability")).toHaveTextContent("Only a few left");
    expect(screen.getAllByText("$12.00").length).toBeGreaterThan(0);
  });

  it("says which choices are sold out or do not go together", async () => {
    view();
    expect(choice(/^Clay, sold out/)).toBeInTheDocument();
    await userEvent.click(choice(/^Large/));
    expect(choice(/^Moss, not available in this combination/)).toBeInTheDocument();
  });

  it("keeps the choice in the address, and the rest of the address", async () => {
    view();
    await userEvent.click(choice(/^Large/));
    expect(window.location.search).toBe("?store=demo&variant=oat-l");
  });

  it("does not sell what is sold out", async () => {
    view();
    await userEvent.click(choice(/^Clay/));
    const form = screen.getByRole("main").querySelector("form")!;
    expect(form.querySelector('button[type="submit"]')).toBeDisabled();
    expect(screen.getByTestId("availability")).toHaveTextContent("Sold out");
  });

  it("goes into the cart as chosen, and says so", async () => {
    view();
    await userEvent.click(choice(/^Large/));
    await userEvent.click(screen.getByRole("button", { name: "One more" }));
    await userEvent.click(screen.getAllByRole("button", { name: "Add to cart" })[0]!);
    expect(screen.getByRole("dialog", { name: /Cart/ })).toBeInTheDocument();
    expect(screen.getByText("Mug added. 2 items in your cart.")).toHaveAttribute("aria-live", "polite");
    expect(parseCart(localStorage.getItem(cartKey("demo"))).lines).toMatchObject([
      { variantId: "oat-l", variantName: "Oat / Large", quantity: 2, price: { amount: 1200 } },
    ]);
  });

  it("shows the description as text", () => {
    view();
    expect(screen.getByText("A <b>mug</b>.")).toBeInTheDocument();
    expect(screen.getByText("Holds tea").tagName).toBe("LI");
  });

  it("has nothing that axe objects to", async () => {
    const { container } = view();
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});
