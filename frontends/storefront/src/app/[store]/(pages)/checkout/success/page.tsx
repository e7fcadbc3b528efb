import type { Metadata } from "next";
import { OrderResult } from "@/components/checkout/order-result";
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
  const page = pageMetadata({ store, path: "/checkout/success", title: messages.success.title, description: "", index: false });
  // The address carries the key to the order: it must not travel on to other sites.
  return { ...page, referrer: "no-referrer" };
}

export default async function Page() {
  if (!(await currentTenant())) return null;
  return (
    <div className="wrap min-h-[95svh]">
      <OrderResult />
    </div>
  );
}
