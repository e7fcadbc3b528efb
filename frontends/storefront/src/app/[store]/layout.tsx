import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { CartDrawer } from "@/components/cart/cart-drawer";
import { CartProvider } from "@/components/cart/cart-provider";
import { Announcement } from "@/components/shell/announcement";
import { Footer } from "@/components/shell/footer";
import { Header } from "@/components/shell/header";
import { ShopProvider } from "@/components/shop";
import { storeOrigin } from "@/lib/config";
import { collectionsOrNone, getStore } from "@/lib/data";
import { fontClasses } from "@/lib/fonts";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { shopIcon } from "@/lib/shop-metadata";
import { NO_TENANT } from "@/lib/tenant";
import { PAGE_COLORS, presetFor, themeAttributes, themeOf } from "@/lib/theme";
import "../globals.css";

export function generateStaticParams() {
  return [{ store: NO_TENANT }];
}

export async function generateMetadata(): Promise<Metadata> {
  const tenant = await currentTenant();
  if (!tenant) return { icons: { icon: "data:," } };
  const store = await getStore(tenant.slug);
  return {
    metadataBase: new URL(storeOrigin(store.slug)),
    title: { default: store.name, template: `%s · ${store.name}` },
    icons: { icon: shopIcon(store) },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export async function generateViewport(): Promise<Viewport> {
  const tenant = await currentTenant();
  const theme = tenant ? themeOf(await getStore(tenant.slug)) : presetFor("");
  return { themeColor: PAGE_COLORS[theme.background], width: "device-width", initialScale: 1, viewportFit: "cover" };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const tenant = await currentTenant();
  const [store, collections] = tenant ? await Promise.all([getStore(tenant.slug), collectionsOrNone(tenant.slug)]) : [null, []];
  return (
    <html lang={store?.locale ?? "en"} className={fontClasses} {...themeAttributes(store ? themeOf(store) : presetFor(""))}>
      <body>
        {tenant && store ? (
          <ShopProvider shop={{ slug: tenant.slug, locale: store.locale, byQuery: tenant.byQuery }}>
            <CartProvider>
              <a
                href="#content"
                className="absolute top-2 left-2 z-50 -translate-y-20 rounded-control bg-accent px-4 py-3 text-on-accent focus:translate-y-0"
              >
                {messages.skipToContent}
              </a>
              {store.announcement && <Announcement {...store.announcement} />}
              <Header store={store} collections={collections} />
              <main id="content" tabIndex={-1} className="flex-1 outline-none">
                {children}
              </main>
              <Footer store={store} hasCollections={collections.length > 0} />
              <CartDrawer />
            </CartProvider>
          </ShopProvider>
        ) : (
          <main id="content" className="flex-1">
            {children}
          </main>
        )}
      </body>
    </html>
  );
}
