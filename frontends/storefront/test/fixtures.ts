import type { ProductCard, PublicProduct, PublicStore, PublicVariant } from "@tradewind/api-client";
import type { CartLine } from "@/lib/cart/model";

export const usd = (amount: number) => ({ amount, currency: "USD" });

export const store: PublicStore = {
  id: "str_1",
  name: "Linden & Loom",
  slug: "demo",
  niche: "home-garden",
  description: "Quiet things.",
  currency: "USD",
  locale: "en-US",
  status: "active",
  contact_email: null,
  branding: {
    preset: "warm",
    accent: "#8f3f22",
    on_accent: "#fffaf3",
    background: "cream",
    fonts: "fraunces",
    radius: "soft",
    logo: null,
  },
  announcement: null,
  pages: [],
};

export function line(variantId: string, change: Partial<CartLine> = {}): CartLine {
  return {
    productId: `prd_${variantId}`,
    variantId,
    productSlug: `product-${variantId}`,
    title: `Product ${variantId}`,
    variantName: "",
    image: null,
    price: usd(1000),
    quantity: 1,
    ...change,
  };
}

export function variant(id: string, options: Record<string, string>, change: Partial<PublicVariant> = {}): PublicVariant {
  return {
    id,
    name: Object.values(options).join(" / ") || "Default",
    options,
    price: usd(1000),
    compare_at_price: null,
    available: true,
    low_stock: false,
    image_id: null,
    ...change,
  };
}

/** Oat and Clay in Small and Large; Clay Small sold out, Moss only in Small. */
export const mug: PublicProduct = {
  id: "prd_mug",
  slug: "mug",
  title: "Mug",
  description: "A mug.",
  price: usd(1000),
  price_max: usd(1200),
  compare_at_price: null,
  available: true,
  low_stock: false,
  options: [
    { name: "Colour", values: ["Oat", "Clay", "Moss", "Unused"] },
    { name: "Size", values: ["Small", "Large"] },
  ],
  variants: [
    variant("oat-s", { Colour: "Oat", Size: "Small" }),
    variant("oat-l", { Colour: "Oat", Size: "Large" }, { price: usd(1200), low_stock: true }),
    variant("clay-s", { Colour: "Clay", Size: "Small" }, { available: false }),
    variant("clay-l", { Colour: "Clay", Size: "Large" }),
    variant("moss-s", { Colour: "Moss", Size: "Small" }),
  ],
  images: [],
  tags: [],
  collections: [],
  seo: { title: "Mug", description: "A mug." },
  updated_at: "2026-11-01T00:00:00Z",
};

export const card = (slug: string, available = true): ProductCard => ({
  id: `prd_${slug}`,
  slug,
  title: slug,
  price: usd(1000),
  price_max: usd(1000),
  compare_at_price: null,
  available,
  low_stock: false,
  variant_count: 1,
  image: null,
  second_image: null,
});
