import type { ReactNode } from "react";
import type { PublicStore } from "@tradewind/api-client";
import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";
import { pagePath, publishedPages } from "@/lib/pages";

const LINK = "inline-flex min-h-11 items-center hover:text-fg hover:underline underline-offset-4 md:min-h-9";

interface FooterProps {
  store: Pick<PublicStore, "name" | "currency" | "pages" | "contact_email">;
  hasCollections: boolean;
}

export function Footer({ store, hasCollections }: FooterProps) {
  const pages = publishedPages(store);
  const links = [
    { to: "/products", text: messages.nav.all },
    ...(hasCollections ? [{ to: "/collections", text: messages.nav.collections }] : []),
    { to: "/search", text: messages.nav.search },
    { to: "/cart", text: messages.cart.title },
  ];
  return (
    <footer className="mt-20 border-t text-sm text-muted">
      <div className="wrap grid grid-cols-2 gap-x-6 gap-y-8 py-10 md:grid-cols-[2fr_1fr_1fr] md:gap-x-10">
        <div className="max-md:col-span-2">
          <p className="display text-xl text-fg" dir="auto">
            {store.name}
          </p>
          {store.contact_email && (
            <p className="mt-1">
              <a href={`mailto:${store.contact_email}`} className={`${LINK} break-all`}>
                {store.contact_email}
              </a>
            </p>
          )}
          <p className="mt-1">{messages.footer.prices(store.currency)}</p>
        </div>
        <Column title={messages.footer.shop}>
          {links.map(({ to, text }) => (
            <FooterLink key={to} to={to} text={text} />
          ))}
        </Column>
        {pages.length > 0 && (
          <Column title={messages.footer.information}>
            {pages.map(({ kind, title }) => (
              <FooterLink key={kind} to={pagePath(kind)} text={title} />
            ))}
          </Column>
        )}
      </div>
    </footer>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <nav aria-label={title}>
      <h2 className="mb-1 font-medium text-fg">{title}</h2>
      <ul>{children}</ul>
    </nav>
  );
}

function FooterLink({ to, text }: { to: string; text: string }) {
  return (
    <li>
      <ShopLink to={to} prefetch={false} className={LINK} dir="auto">
        {text}
      </ShopLink>
    </li>
  );
}
