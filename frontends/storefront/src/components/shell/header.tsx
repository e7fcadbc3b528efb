import { CartButton } from "@/components/cart/cart-button";
import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";

export function Header({ name }: { name: string }) {
  return (
    <header className="sticky top-0 z-20 border-b bg-bg/95 backdrop-blur-sm">
      <div className="wrap flex h-16 items-center gap-4">
        <ShopLink to="/" className="display min-w-0 flex-1 truncate py-2 text-xl leading-tight sm:text-[1.375rem]" dir="auto">
          {name}
        </ShopLink>
        <nav aria-label={messages.nav.label}>
          <ShopLink to="/products" className="inline-flex min-h-11 items-center px-2 text-[15px] underline-offset-4 hover:underline">
            {messages.nav.all}
          </ShopLink>
        </nav>
        <CartButton />
      </div>
    </header>
  );
}
