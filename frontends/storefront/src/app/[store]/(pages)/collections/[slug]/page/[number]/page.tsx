import type { Metadata } from "next";
import { buttonClass } from "@/components/button";
import { JsonLd } from "@/components/json-ld";
import { Pagination } from "@/components/product/pagination";
import { ProductGrid } from "@/components/product/product-grid";
import { RefineLink } from "@/components/search/refine-link";
import { PageHead } from "@/components/shell/page-head";
import { ShopLink } from "@/components/shop";
import { formatCount } from "@tradewind/ui/lib/money";
import { storeOrigin } from "@/lib/config";
import { getCollection, getStore } from "@/lib/data";
import { pageNumber } from "@/lib/gate";
import { collectionPath } from "@/lib/links";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { EMPTY_SEARCH, searchPath } from "@/lib/search/query";
import { pageMetadata, socialImage } from "@/lib/shop-metadata";
import { breadcrumbData } from "@/lib/structured-data";

/** `/collections/x?page=2`, which the proxy writes as a path: a page that reads the query could not be static. */
type Props = PageProps<"/[store]/collections/[slug]/page/[number]">;

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

const text = messages.collections;

export function generateStaticParams() {
  return [{ slug: "_", number: "1" }];
}

async function load(props: Props) {
  const { slug, number } = await props.params;
  const tenant = await currentTenant();
  if (!tenant) return null;
  const page = pageNumber(number);
  const [store, collection] = await Promise.all([getStore(tenant.slug), getCollection(tenant.slug, slug, page)]);
  return { page, store, collection };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const data = await load(props);
  if (!data) return {};
  const { page, store, collection } = data;
  const title = collection.seo.title || collection.title;
  const image = collection.image ?? collection.items.find((card) => card.image)?.image;
  return pageMetadata({
    store,
    path: collectionPath(collection.slug, page),
    title: page > 1 ? text.titleOfPage(title, page) : title,
    description: collection.seo.description || collection.description || text.descriptionOf(collection.title, store.name),
    image: socialImage(image),
  });
}

export default async function CollectionPage(props: Props) {
  const data = await load(props);
  if (!data) return null;
  const { page, store, collection } = data;
  const { slug, title, total } = collection;
  const origin = storeOrigin(store.slug);
  return (
    <div className="wrap pt-4">
      <JsonLd
        data={breadcrumbData([
          { name: store.name, url: `${origin}/` },
          { name: text.title, url: `${origin}/collections` },
          { name: title, url: origin + collectionPath(slug) },
        ])}
      />
      <PageHead
        steps={[{ name: messages.nav.home, to: "/" }, { name: text.title, to: "/collections" }, { name: title }]}
        title={title}
        lead={page === 1 ? collection.description : ""}
      >
        <div className="flex items-center gap-5">
          <p className="text-sm text-muted tabular-nums">{messages.list.count(total, formatCount(total, store.locale))}</p>
          {total > 1 && <RefineLink to={searchPath({ ...EMPTY_SEARCH, collection: slug })} />}
        </div>
      </PageHead>
      {collection.items.length === 0 ? (
        <div className="py-16 text-center">
          <h2 className="display text-2xl">{text.emptyTitle}</h2>
          <p className="mt-2 text-muted">{text.emptyText}</p>
          <ShopLink to="/products" className={buttonClass({}, "mt-6")}>
            {messages.state.toShop}
          </ShopLink>
        </div>
      ) : (
        <ProductGrid cards={collection.items} locale={store.locale} eager={4} heading="h2" />
      )}
      <Pagination page={page} pages={collection.pages} pathOf={(number) => collectionPath(slug, number)} />
    </div>
  );
}
