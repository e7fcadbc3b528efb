import type { ReactNode } from "react";
import { currentTenant } from "@/lib/root";
import { getStore } from "@/lib/data";
import { NO_TENANT } from "@/lib/tenant";
import "../globals.css";

export const ensureStatic = "navigation";

export function generateStaticParams() {
  return [{ store: NO_TENANT }];
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const tenant = await currentTenant();
  const store = tenant ? await getStore(tenant.slug) : null;
  return (
    <html lang="en">
      <body>{store?.name}{children}</body>
    </html>
  );
}
