import type { BulkAction, Money, Product } from "@tradewind/api-client";
import { movedAmount } from "./bulk-price";

/** The product as it will most likely be, to show it before the API answers. */
export function expected(product: Product, action: BulkAction): Product {
  switch (action.type) {
    case "status":
      return { ...product, status: action.status };
    case "add_tags":
      return { ...product, tags: [...new Set([...product.tags, ...action.tags])] };
    case "remove_tags":
      return { ...product, tags: product.tags.filter((tag) => !action.tags.includes(tag)) };
    case "price": {
      const change = { rounding: "none", target: "price", ...action } as const;
      if (change.target !== "price") return product;
      const move = (money: Money): Money => ({ ...money, amount: Math.max(0, movedAmount(money, change)) });
      return { ...product, price: move(product.price), price_min: move(product.price_min), price_max: move(product.price_max) };
    }
  }
}
