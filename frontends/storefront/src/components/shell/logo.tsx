import type { PublicStore } from "@tradewind/api-client";
import { ShopLink } from "@/components/shop";

/** The way home: the merchant's logo, or the name in the shop's display face. */
export function Logo({ store }: { store: Pick<PublicStore, "name" | "branding"> }) {
  const { logo } = store.branding;
  const source = logo?.sources.find(({ width }) => width >= 400) ?? logo?.sources.at(-1);
  if (!logo || !source) {
    return (
      <ShopLink to="/" className="display block truncate py-2 text-xl leading-tight sm:text-[1.375rem]" dir="auto">
        {store.name}
      </ShopLink>
    );
  }
  return (
    <ShopLink to="/" className="inline-flex max-w-full py-2">
      <img src={source.url} alt={store.name} width={logo.width} height={logo.height} className="h-9 w-auto max-w-44 object-contain object-left" />
    </ShopLink>
  );
}
