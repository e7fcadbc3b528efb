import type { Payments, Shipping, Store, StorePage, Taxes } from "@tradewind/api-client";

export type StepName = "product" | "publish" | "payments" | "shipping" | "taxes" | "branding" | "policies" | "order";

export interface StoreFacts {
  store: Store;
  products: number;
  published: number;
  orders: number;
  payments: Payments;
  shipping: Shipping;
  taxes: Taxes;
  pages: readonly StorePage[];
}

export interface Step {
  name: StepName;
  done: boolean;
}

/** What a store needs before it sells, in the order one does it, each recognised by what the API holds. */
export function stepsOf({ store, products, published, orders, payments, shipping, taxes, pages }: StoreFacts): Step[] {
  const { look: _, ...choices } = store.branding;
  return [
    { name: "product", done: products > 0 || published > 0 },
    { name: "publish", done: published > 0 },
    { name: "payments", done: payments.can_sell && !payments.test_only },
    { name: "shipping", done: shipping.zones.length > 0 },
    // "No tax" is a decision as well, once it was saved.
    { name: "taxes", done: taxes.version > 0 },
    { name: "branding", done: Object.values(choices).some((choice) => choice !== null) },
    { name: "policies", done: pages.some((page) => page.published) },
    { name: "order", done: orders > 0 },
  ];
}
