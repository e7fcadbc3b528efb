import type { Metadata } from "next";
import { X } from "lucide-react";
import { Pagination } from "@/components/product/pagination";
import { ProductGrid } from "@/components/product/product-grid";
import { FilterFields } from "@/components/search/filter-fields";
import { NothingFound } from "@/components/search/nothing-found";
import { SearchField } from "@/components/search/search-field";
import { SearchView } from "@/components/search/search-view";
import { PageHead } from "@/components/shell/page-head";
import { ShopLink } from "@/components/shop";
import { formatCount } from "@tradewind/ui/lib/money";
import { buttonClass } from "@/components/button";
import { collectionsOrNone, findProducts, getStore } from "@/lib/data";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";
import { type ChosenFilter, chosenFilters, withoutFilters } from "@/lib/search/filters";
import { apiQuery, readSearch, type Search, searchPath } from "@/lib/search/query";
import { pageMetadata } from "@/lib/shop-metadata";

type Props = PageProps<"/[store]/search">;

// Asked in the shopper's own words: rendered for each request, complete before it is sent.
export const instant = false;

const text = messages.search;

async function searchOf(props: Props): Promise<Search> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await props.searchParams)) {
    for (const each of [value ?? []].flat()) query.append(name, each);
  }
  return readSearch(query);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const tenant = await currentTenant();
  if (!tenant) return {};
  const [store, { q }] = await Promise.all([getStore(tenant.slug), searchOf(props)]);
  return pageMetadata({ store, path: "/search", title: q ? text.titleOf(q) : text.title, description: "", index: false });
}

export default async function SearchPage(props: Props) {
  const search = await searchOf(props);
  const tenant = await currentTenant();
  if (!tenant) return null;
  const [store, collections] = await Promise.all([getStore(tenant.slug), collectionsOrNone(tenant.slug)]);
  const { currency, locale } = store;
  const found = await findProducts(tenant.slug, apiQuery(search, currency));
  const head = (
    <PageHead steps={[{ name: messages.nav.home, to: "/" }, { name: text.title }]} title={text.title}>
      <SearchField words={search.q} name={text.again} className="w-full sm:w-96" />
    </PageHead>
  );
  if (!found) {
    return (
      <div className="wrap pt-4">
        {head}
        <NothingFound text={text.refusedText} collections={collections} />
      </div>
    );
  }
  const fields = { search, facets: found.facets, currency, locale };
  const chosen = chosenFilters(search, fields);
  const count = formatCount(found.total, locale);
  return (
    <div className="wrap pt-4">
      {head}
      <SearchView {...fields} chosen={chosen.length} total={text.count(found.total, count)}>
        <noscript>
          <details className="mb-6 rounded-card border px-4 lg:hidden">
            <summary className="flex min-h-11 cursor-pointer items-center font-medium">{text.filtersOf(chosen.length)}</summary>
            <form action="/search" className="pt-3 pb-5">
              {search.q && <input type="hidden" name="q" value={search.q} />}
              {tenant.byQuery && <input type="hidden" name="store" value={tenant.slug} />}
              <FilterFields {...fields} />
              <button className={buttonClass({}, "mt-5 w-full")}>{text.apply}</button>
            </form>
          </details>
        </noscript>
        <Chips chosen={chosen} all={withoutFilters(search)} />
        <h2 className="sr-only">{text.results}</h2>
        <p role="status" className="mb-5 text-sm text-muted tabular-nums">
          {search.q && !found.did_you_mean ? text.countFor(found.total, count, search.q) : text.count(found.total, count)}
        </p>
        {found.did_you_mean && <p className="mb-5 rounded-card bg-soft px-4 py-3">{text.didYouMean(found.did_you_mean)}</p>}
        {found.items.length > 0 ? (
          <ProductGrid cards={found.items} locale={locale} eager={4} narrow />
        ) : (
          <NothingFound text={text.emptyText} collections={collections} clear={chosen.length > 0 ? withoutFilters(search) : undefined} />
        )}
        <Pagination page={found.page} pages={found.pages} pathOf={(page) => searchPath({ ...search, page })} />
      </SearchView>
    </div>
  );
}

function Chips({ chosen, all }: { chosen: readonly ChosenFilter[]; all: Search }) {
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={text.chosen} className="mb-5 flex flex-wrap items-center gap-2">
      {chosen.map(({ key, name, without }) => (
        <li key={key}>
          <ShopLink
            to={searchPath(without)}
            prefetch={false}
            scroll={false}
            replace
            aria-label={text.remove(name)}
            className="inline-flex min-h-10 items-center gap-1.5 rounded-control border border-control bg-surface pr-2.5 pl-3.5 text-sm hover:border-fg"
          >
            <span dir="auto">{name}</span>
            <X aria-hidden className="size-3.5" />
          </ShopLink>
        </li>
      ))}
      <li>
        <ShopLink
          to={searchPath(all)}
          prefetch={false}
          scroll={false}
          replace
          className="inline-flex min-h-10 items-center px-2 text-sm underline underline-offset-4"
        >
          {text.clearAll}
        </ShopLink>
      </li>
    </ul>
  );
}
