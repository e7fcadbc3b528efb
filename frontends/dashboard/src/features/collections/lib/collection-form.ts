import type { Collection, CollectionSort, CreateCollection, UpdateCollection } from "@tradewind/api-client";
import { SLUG_PATTERN } from "@/features/stores/lib/slug";
import type { MoneyContext } from "@/lib/amounts";
import type { Report } from "@/lib/form-rules";
import { collections } from "@/lib/messages/collections";
import { blankRule, readRule, type RuleRow, rowsOf } from "./rules";

const t = collections;

export const MAX_PRODUCTS = 500;

/** What the form holds; both the list and the rules are kept, so that a change of mind costs nothing. */
export interface CollectionFormValues {
  title: string;
  description: string;
  kind: Collection["kind"];
  status: Collection["status"];
  sort: CollectionSort;
  slug: string;
  seoTitle: string;
  seoDescription: string;
  match: Collection["match"];
  rules: RuleRow[];
  productIds: string[];
  imageId: string | null;
}

export function emptyCollection(): CollectionFormValues {
  return {
    title: "",
    description: "",
    kind: "manual",
    status: "active",
    sort: "manual",
    slug: "",
    seoTitle: "",
    seoDescription: "",
    match: "all",
    rules: [blankRule()],
    productIds: [],
    imageId: null,
  };
}

export function valuesOf(collection: Collection, money: Pick<MoneyContext, "locale">): CollectionFormValues {
  const rules = rowsOf(collection.rules, money);
  return {
    title: collection.title,
    description: collection.description,
    kind: collection.kind,
    status: collection.status,
    sort: collection.sort,
    slug: collection.slug,
    seoTitle: collection.seo_title,
    seoDescription: collection.seo_description,
    match: collection.match,
    rules: rules.length > 0 ? rules : [blankRule()],
    productIds: collection.product_ids,
    imageId: collection.image_id,
  };
}

export function checkCollection(values: CollectionFormValues, money: MoneyContext, report: Report): void {
  if (values.title.trim() === "") report(["title"], t.errors.title);
  if (values.title.trim().length > 120) report(["title"], t.errors.long(120));
  if (values.description.length > 5_000) report(["description"], t.errors.long(5_000));
  if (values.seoTitle.trim().length > 200) report(["seoTitle"], t.errors.long(200));
  if (values.seoDescription.trim().length > 500) report(["seoDescription"], t.errors.long(500));
  const slug = values.slug.trim();
  if (slug !== "" && (slug.length > 100 || !SLUG_PATTERN.test(slug))) report(["slug"], t.errors.slug);
  if (values.kind === "manual") {
    if (values.productIds.length > MAX_PRODUCTS) report(["productIds"], t.products.limit(MAX_PRODUCTS));
    return;
  }
  if (values.rules.length === 0) report(["rules"], t.rules.errors.none);
  values.rules.forEach((row, index) => {
    for (const [field, message] of Object.entries(readRule(row, money).errors ?? {})) {
      if (message) report(["rules", index, field], message);
    }
  });
}

/** The order that is sent: rules have none of their own. */
export function sortOf({ kind, sort }: Pick<CollectionFormValues, "kind" | "sort">): CollectionSort {
  return kind === "rules" && sort === "manual" ? "newest" : sort;
}

function commonBody(values: CollectionFormValues, money: MoneyContext) {
  const byRules = values.kind === "rules";
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    kind: values.kind,
    status: values.status,
    sort: sortOf(values),
    match: values.match,
    rules: byRules ? values.rules.flatMap((row) => readRule(row, money).rule ?? []) : [],
    product_ids: byRules ? [] : values.productIds,
    image_id: values.imageId,
    seo_title: values.seoTitle.trim(),
    seo_description: values.seoDescription.trim(),
  };
}

export function createBody(values: CollectionFormValues, money: MoneyContext): CreateCollection {
  const slug = values.slug.trim();
  return { ...commonBody(values, money), ...(slug ? { slug } : {}) };
}

export function updateBody(values: CollectionFormValues, before: Collection, version: number, money: MoneyContext): UpdateCollection {
  const slug = values.slug.trim();
  return { ...commonBody(values, money), ...(slug && slug !== before.slug ? { slug } : {}), version };
}

const FIELDS: Record<string, keyof CollectionFormValues> = {
  title: "title",
  description: "description",
  kind: "kind",
  status: "status",
  sort: "sort",
  slug: "slug",
  match: "match",
  product_ids: "productIds",
  image_id: "imageId",
  seo_title: "seoTitle",
  seo_description: "seoDescription",
};

/** The form's path for a field the API refused, or null for one the form does not show. */
export function collectionPathOf(field: string): string | null {
  const [head = "", index, name] = field.split(".");
  if (head === "rules") return index === undefined ? "rules" : `rules.${index}.${name ?? "value"}`;
  return FIELDS[head] ?? null;
}
