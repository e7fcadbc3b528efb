import type { Metadata } from "next";
import { JsonLd } from "@/components/json-ld";
import { Pagination } from "@/components/product/pagination";
import { ProductGrid } from "@/components/product/product-grid";
import { RefineLink } from "@/components/search/refine-link";
import { PageHead } from "@/components/shell/page-head";
import { formatCount } from "@tradewind/ui/lib/money";
import { storeOrigin } from "@/lib/config";
import { getProductPage, getStore } from "@/lib/data";
import { pageNumber } from "@/lib/gate";
import { listPath } from "@/lib/links";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { pageMetadata, socialImage } from "@/lib/shop-metadata";
import { breadcrumbData } from "@/lib/structured-data";

/** `/products?page=2`, which the proxy writes as a path: a page that reads the query could not be static. */
type Props = PageProps<"/[store]/products/page/[number]">;

const PAGE_SIZE = 24;

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

export function generateStaticParams() {
  return [{ number: "1" }];
}

async function load(props: Props) {
  const { number } = await props.params;
  const page = pageNumber(number);
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, list] = await Promise.all([getStore(tenant.slug), getProductPage(tenant.slug, page)]);
  return { page, store, list };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const data = await load(props);
  if (!data) return {};
  const { page, store, list } = data;
  return pageMetadata({
    store,
    path: listPath(page),
    title: page > 1 ? messages.list.titleOfPage(page) : messages.list.title,
    description: messages.list.description(store.name),
    image: socialImage(list.items.find((card) => card.image)?.image),
  });
}

export default async function ProductsPage(props: Props) {
  const data = await load(props);
  if (!data) return null;
  const { page, store, list } = data;
  const { locale } = store;
  const origin = storeOrigin(store.slug);
  const steps = [
    { name: messages.nav.home, to: "/" },
    { name: messages.list.title, to: undefined },
  ];
  return (
    <div className="wrap pt-4">
      <JsonLd
        data={breadcrumbData([
          { name: store.name, url: `${origin}/` },
          { name: messages.list.title, url: `${origin}/products` },
        ])}
      />
      <PageHead steps={steps} title={messages.list.title}>
        <div className="flex items-center gap-5">
          <p className="text-sm text-muted tabular-nums">{messages.list.count(list.total, formatCount(list.total, locale))}</p>
          {list.total > 1 && <RefineLink to="/search" />}
        </div>
      </PageHead>
      {list.items.length === 0 ? (
        <div className="py-20 text-center">
          <h2 className="display text-2xl">{messages.home.emptyTitle}</h2>
          <p className="mt-2 text-muted">{messages.home.emptyText}</p>
        </div>
      ) : (
        <ProductGrid cards={list.items} locale={locale} eager={4} heading="h2" />
      )}
      <Pagination page={page} pages={Math.ceil(list.total / PAGE_SIZE)} pathOf={listPath} />
    </div>
  );
}
