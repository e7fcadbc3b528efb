import type { OrderSummary, Product, Store } from "@tradewind/api-client";
import { formatMoney, formatMoneyRange } from "@tradewind/ui/lib/money";
import { canEdit } from "@/features/stores/lib/access";
import { messages } from "@/lib/messages";
import { palette } from "@/lib/messages/palette";
import { paths } from "@/lib/paths";
import type { Visit } from "@/lib/recent";

const t = palette;
const nav = messages.common.nav;

export type Group = keyof typeof t.groups;

/** Something to go to. */
export interface Command {
  id: string;
  group: Group;
  label: string;
  /** Beside the label: a price, a status. */
  detail?: string;
  /** Further words it is found by. */
  keywords?: string;
  href: string;
  /** Outside of the dashboard, in a tab of its own. */
  external?: boolean;
}

const folded = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLocaleLowerCase();

/** The commands that have every word, those whose label begins with the first word in front. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  const fits = commands.filter((one) => {
    const all = folded(`${one.label} ${one.keywords ?? ""}`);
    return words.every((word) => all.includes(word));
  });
  const begins = (one: Command) => (folded(one.label).startsWith(words[0]!) ? 0 : 1);
  return fits.sort((a, b) => begins(a) - begins(b));
}

/** Where one can go without a store being open. */
export function storeCommands(stores: readonly Store[], current: string | null): Command[] {
  const others = stores.filter((store) => store.id !== current);
  return [
    ...others.map((store): Command => ({ id: `store-${store.id}`, group: "stores", label: store.name, href: paths.store(store.id) })),
    { id: "stores", group: "stores", label: nav.allStores, href: paths.stores },
    { id: "new-store", group: "stores", label: nav.createStore, href: paths.newStore },
  ];
}

/** The actions and pages of a store; what is made is only offered to those who may make it. */
export function pageCommands(store: Store): Command[] {
  const { id } = store;
  const making: Command[] = [
    { id: "new-product", group: "actions", label: t.actions.newProduct, keywords: "new create", href: paths.newProduct(id) },
    { id: "import", group: "actions", label: t.actions.importProducts, keywords: "csv upload shopify", href: paths.imports(id) },
    { id: "new-collection", group: "actions", label: t.actions.newCollection, keywords: "new add", href: paths.newCollection(id) },
  ];
  const looking: Command[] = [
    { id: "storefront", group: "actions", label: t.actions.storefront, keywords: "view shop", href: store.storefront_url, external: true },
  ];
  const pages: Command[] = [
    { id: "overview", group: "pages", label: nav.overview, keywords: "home", href: paths.store(id) },
    { id: "products", group: "pages", label: nav.products, keywords: "catalog", href: paths.products(id) },
    { id: "drafts", group: "pages", label: t.pages.drafts, href: `${paths.products(id)}?status=draft` },
    { id: "out", group: "pages", label: t.pages.outOfStock, keywords: "sold out inventory", href: `${paths.products(id)}?stock=out` },
    { id: "collections", group: "pages", label: nav.collections, keywords: "groups", href: paths.collections(id) },
    { id: "orders", group: "pages", label: nav.orders, keywords: "sales", href: paths.orders(id) },
    { id: "research", group: "pages", label: nav.research, keywords: "find products trends watchlist score", href: paths.research(id) },
    { id: "purchases", group: "pages", label: nav.purchases, keywords: "supplier fulfil aliexpress cj", href: paths.purchases(id) },
    { id: "supplier-changes", group: "pages", label: nav.supplierChanges, keywords: "inbox price stock sync", href: paths.supplierChanges(id) },
    { id: "discounts", group: "pages", label: nav.discounts, keywords: "codes coupons", href: paths.discounts(id) },
    { id: "settings", group: "pages", label: nav.settings, keywords: "general currency address", href: paths.settings(id) },
    ...(["branding", "policies", "shipping", "taxes", "checkout", "payments"] as const).map(
      (section): Command => ({
        id: `settings-${section}`,
        group: "pages",
        label: `${nav.settings}: ${messages.settings.nav[section]}`,
        href: paths.settings(id, section),
      }),
    ),
  ];
  return [...(canEdit(store) ? making : []), ...looking, ...pages];
}

export function productCommand(store: Store, product: Product): Command {
  return {
    id: product.id,
    group: "products",
    label: product.title,
    detail: formatMoneyRange(product.price_min, product.price_max, { locale: store.locale }),
    href: paths.product(store.id, product.id),
  };
}

export function orderCommand(store: Store, order: OrderSummary): Command {
  return {
    id: order.id,
    group: "orders",
    label: messages.orders.detail.title(order.number),
    detail: formatMoney(order.total, { locale: store.locale }),
    href: paths.order(store.id, order.id),
  };
}

export function recentCommand(visit: Visit): Command {
  return { id: `recent-${visit.href}`, group: "recent", label: visit.label, href: visit.href };
}
