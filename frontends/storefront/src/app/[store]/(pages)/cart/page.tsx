import type { Metadata } from "next";
import { CartPage } from "@/components/cart/cart-page";
import { getStore } from "@/lib/data";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { pageMetadata } from "@/lib/shop-metadata";

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const tenant = await currentTenant();
  if (!tenant) return {};
  const store = await getStore(tenant.slug);
  return pageMetadata({ store, path: "/cart", title: messages.cart.title, description: "", index: false });
}

export default async function Page() {
  if (!(await currentTenant())) return null;
  return (
    <div className="wrap pt-8 sm:pt-12">
      <h1 className="display mb-6 text-[clamp(2rem,1.5rem+2vw,3rem)] leading-tight sm:mb-8">{messages.cart.title}</h1>
      <noscript>
        <p className="mb-6 rounded-card bg-soft px-4 py-3">{messages.cart.noScript}</p>
      </noscript>
      <CartPage />
    </div>
  );
}
