import type { Metadata } from "next";
import { CollectionCard } from "@/components/collection/collection-card";
import { JsonLd } from "@/components/json-ld";
import { PageHead } from "@/components/shell/page-head";
import { storeOrigin } from "@/lib/config";
import { getCollections, getStore } from "@/lib/data";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { pageMetadata, socialImage } from "@/lib/shop-metadata";
import { breadcrumbData } from "@/lib/structured-data";

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

const text = messages.collections;

async function load() {
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, collections] = await Promise.all([getStore(tenant.slug), getCollections(tenant.slug)]);
  return { store, collections };
}

export async function generateMetadata(): Promise<Metadata> {
  const data = await load();
  if (!data) return {};
  const { store, collections } = data;
  const image = socialImage(collections.find((collection) => collection.image)?.image);
  // A page that says there is nothing has nothing to be found for.
  const index = collections.length > 0;
  return pageMetadata({ store, path: "/collections", title: text.title, description: text.description(store.name), image, index });
}

export default async function CollectionsPage() {
  const data = await load();
  if (!data) return null;
  const { store, collections } = data;
  const origin = storeOrigin(store.slug);
  return (
    <div className="wrap pt-4">
      <JsonLd
        data={breadcrumbData([
          { name: store.name, url: `${origin}/` },
          { name: text.title, url: `${origin}/collections` },
        ])}
      />
      <PageHead steps={[{ name: messages.nav.home, to: "/" }, { name: text.title }]} title={text.title} />
      {collections.length === 0 ? (
        <p className="py-16 text-center text-muted">{text.none}</p>
      ) : (
        <ul className="grid gap-x-6 gap-y-9 sm:grid-cols-2 lg:grid-cols-3">
          {collections.map((collection, index) => (
            <li key={collection.id}>
              <CollectionCard collection={collection} locale={store.locale} heading="h2" priority={index < 3} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
