import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";

export function Footer({ name, currency }: { name: string; currency: string }) {
  const links = [
    { to: "/", text: messages.nav.home },
    { to: "/products", text: messages.nav.all },
    { to: "/cart", text: messages.cart.title },
  ];
  return (
    <footer className="mt-20 border-t">
      <div className="wrap flex flex-wrap items-center justify-between gap-x-10 gap-y-4 py-8 text-sm text-muted">
        <div>
          <p className="display text-lg text-fg" dir="auto">
            {name}
          </p>
          <p className="mt-0.5">{messages.footer.prices(currency)}</p>
        </div>
        <ul className="flex flex-wrap gap-x-6">
          {links.map((link) => (
            <li key={link.to}>
              <ShopLink to={link.to} prefetch={false} className="inline-flex min-h-11 items-center hover:text-fg hover:underline">
                {link.text}
              </ShopLink>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
