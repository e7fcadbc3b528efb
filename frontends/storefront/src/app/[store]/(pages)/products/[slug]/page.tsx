import type { Metadata } from "next";
import type { ProductCard } from "@tradewind/api-client";
import { JsonLd } from "@/components/json-ld";
import { Description } from "@/components/product/description";
import { PolicyLinks } from "@/components/product/policy-links";
import { ProductGrid } from "@/components/product/product-grid";
import { ProductView } from "@/components/product/product-view";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { storeOrigin } from "@/lib/config";
import { getProduct, getProductPage, getStore } from "@/lib/data";
import { collectionPath, productPath } from "@/lib/links";
import { messages } from "@/lib/messages";
import { relatedCards } from "@/lib/product/related";
import { currentTenant } from "@/lib/root";
import { pageMetadata, socialImage } from "@/lib/shop-metadata";
import { breadcrumbData, productData } from "@/lib/structured-data";

type Props = PageProps<"/[store]/products/[slug]">;

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

export function generateStaticParams() {
  return [{ slug: "_" }];
}

async function load(props: Props) {
  const { slug } = await props.params;
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, product] = await Promise.all([getStore(tenant.slug), getProduct(tenant.slug, slug)]);
  return { store, product };
}

/** Neighbours on the shelf. The page is worth showing without them. */
async function related(storeSlug: string, slug: string): Promise<ProductCard[]> {
  try {
    return relatedCards((await getProductPage(storeSlug, 1)).items, slug);
  } catch {
    return [];
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const data = await load(props);
  if (!data) return {};
  const { store, product } = data;
  return pageMetadata({
    store,
    path: productPath(product.slug),
    title: product.seo.title || product.title,
    description: product.seo.description || product.description,
    image: socialImage(product.images[0]),
  });
}

export default async function ProductPage(props: Props) {
  const data = await load(props);
  if (!data) return null;
  const { store, product } = data;
  const others = await related(store.slug, product.slug);
  const origin = storeOrigin(store.slug);
  const { id, slug, title, options, variants, images } = product;
  const shelf = product.collections[0];
  const above = shelf ? { name: shelf.title, to: collectionPath(shelf.slug) } : { name: messages.list.title, to: "/products" };
  return (
    <div className="wrap pt-2 lg:pt-4">
      <JsonLd data={productData(product, store, origin)} />
      <JsonLd
        data={breadcrumbData([
          { name: store.name, url: `${origin}/` },
          { name: above.name, url: origin + above.to },
          { name: title, url: origin + productPath(slug) },
        ])}
      />
      <div className="mb-2 lg:mb-5">
        <Breadcrumbs
          steps={[{ name: messages.nav.home, to: "/" }, above, { name: title }]}
        />
      </div>
      <ProductView product={{ id, slug, title, options, variants, images }}>
        <PolicyLinks store={store} />
        <Description text={product.description} />
      </ProductView>
      {others.length > 0 && (
        <section aria-labelledby="related" className="mt-20">
          <h2 id="related" className="display mb-7 text-[clamp(1.5rem,1.2rem+1vw,2rem)]">
            {messages.product.related}
          </h2>
          <ProductGrid cards={others} locale={store.locale} />
        </section>
      )}
    </div>
  );
}
