import type { Metadata } from "next";
import { JsonLd } from "@/components/json-ld";
import { Blocks } from "@/components/shell/blocks";
import { PageHead } from "@/components/shell/page-head";
import { storeOrigin } from "@/lib/config";
import { getPage, getStore } from "@/lib/data";
import { formatDay } from "@/lib/dates";
import { messages } from "@/lib/messages";
import { PAGE_KINDS, type PageKind, pagePath } from "@/lib/pages";
import { currentTenant } from "@/lib/root";
import { pageMetadata } from "@/lib/shop-metadata";
import { breadcrumbData } from "@/lib/structured-data";

type Props = PageProps<"/[store]/pages/[kind]">;

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

export function generateStaticParams() {
  return [{ kind: "about" }];
}

const kindOf = (name: string): PageKind => PAGE_KINDS.find((kind) => kind === name) ?? "about";

async function load(props: Props) {
  const kind = kindOf((await props.params).kind);
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, page] = await Promise.all([getStore(tenant.slug), getPage(tenant.slug, kind)]);
  return { kind, store, page };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const data = await load(props);
  if (!data) return {};
  const { kind, store, page } = data;
  const first = page.blocks.find((block) => block.type === "paragraph")?.text;
  const description = first ?? messages.page.description(page.title, store.name);
  return pageMetadata({ store, path: pagePath(kind), title: page.title, description });
}

export default async function PolicyPage(props: Props) {
  const data = await load(props);
  if (!data) return null;
  const { kind, store, page } = data;
  const origin = storeOrigin(store.slug);
  return (
    <article className="wrap pt-4">
      <JsonLd
        data={breadcrumbData([
          { name: store.name, url: `${origin}/` },
          { name: page.title, url: origin + pagePath(kind) },
        ])}
      />
      <PageHead steps={[{ name: messages.nav.home, to: "/" }, { name: page.title }]} title={page.title} />
      <Blocks blocks={page.blocks} />
      {page.address.length > 0 && (
        <section aria-labelledby="address" className="mt-10">
          <h2 id="address" className="display text-xl">
            {messages.page.address}
          </h2>
          <address className="mt-2 not-italic leading-relaxed" dir="auto">
            {page.address.map((line, index) => (
              <span key={index} className="block">
                {line}
              </span>
            ))}
          </address>
        </section>
      )}
      {page.contact_email && (
        <p className="mt-8">
          {messages.page.contact}:{" "}
          <a href={`mailto:${page.contact_email}`} className="font-medium break-all text-accent underline underline-offset-4">
            {page.contact_email}
          </a>
        </p>
      )}
      <p className="mt-10 border-t pt-4 text-sm text-muted">{messages.page.updated(formatDay(page.updated_at, store.locale))}</p>
    </article>
  );
}
