import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "@tradewind/api-client";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (count, error) => count < 2 && isProblem(error) && error.isTransient,
        retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 4_000),
      },
      mutations: { retry: false },
    },
  });
}

/** Cache keys, broad to narrow: invalidating a store's key drops everything below it. */
export const keys = {
  me: ["me"] as const,
  sessions: ["me", "sessions"] as const,
  securityEvents: ["me", "security-events"] as const,
  obstacles: ["me", "obstacles"] as const,
  secondFactor: ["me", "second-factor"] as const,
  subscription: ["subscription"] as const,
  plans: ["plans"] as const,
  stores: ["stores"] as const,
  store: (storeId: string) => ["stores", storeId] as const,
  products: (storeId: string) => ["stores", storeId, "products"] as const,
  productList: (storeId: string, query: object) => ["stores", storeId, "products", "list", query] as const,
  product: (storeId: string, productId: string) => ["stores", storeId, "products", productId] as const,
  tags: (storeId: string) => ["stores", storeId, "products", "tags"] as const,
  image: (storeId: string, imageId: string) => ["stores", storeId, "images", imageId] as const,
  collections: (storeId: string) => ["stores", storeId, "collections"] as const,
  imports: (storeId: string) => ["stores", storeId, "imports"] as const,
  import: (storeId: string, importId: string) => ["stores", storeId, "imports", importId] as const,
  orders: (storeId: string) => ["stores", storeId, "orders"] as const,
  orderList: (storeId: string, query: object) => ["stores", storeId, "orders", "list", query] as const,
  research: (storeId: string) => ["stores", storeId, "research"] as const,
  importJobs: (storeId: string) => ["stores", storeId, "import-jobs"] as const,
  review: (storeId: string, productId: string) => ["stores", storeId, "review", productId] as const,
  supplierChanges: (storeId: string) => ["stores", storeId, "supplier-changes"] as const,
  pricing: (storeId: string) => ["stores", storeId, "pricing"] as const,
  aiBudget: (storeId: string) => ["stores", storeId, "ai-budget"] as const,
  team: (storeId: string) => ["stores", storeId, "team"] as const,
  apiKeys: (storeId: string) => ["stores", storeId, "api-keys"] as const,
  audit: (storeId: string, query: object) => ["stores", storeId, "audit", query] as const,
  sharedStores: ["stores", "shared"] as const,
  purchases: (storeId: string) => ["stores", storeId, "purchases"] as const,
  discounts: (storeId: string) => ["stores", storeId, "discounts"] as const,
  selling: (storeId: string, part: "shipping" | "taxes" | "checkout-policy" | "payments") => ["stores", storeId, "selling", part] as const,
  pages: (storeId: string) => ["stores", storeId, "pages"] as const,
  order: (storeId: string, orderId: string) => ["stores", storeId, "orders", orderId] as const,
};
