"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { isProblem, type Review } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { FileQuestion } from "lucide-react";
import { PageHeader } from "@/components/page-header";
import { ProblemState } from "@/components/problem-state";
import { EditOnly } from "@/features/stores/components/edit-only";
import { EditableFields } from "@/features/stores/components/editable-fields";
import { useStore } from "@/features/stores/store-context";
import { review as t } from "@/lib/messages/importing";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { useProductId } from "@/lib/route-ids";
import { useTitle } from "@/lib/use-title";
import { useReview, useSaveProduct } from "../api/review";
import { FactsCard } from "./facts-card";
import { FieldEditor } from "./field-editor";
import { LocksCard } from "./locks-card";

/** Texts of the product itself; the others are shown. */
const EDITABLE = ["title", "description", "seo_title", "seo_description"] as const;
type Editable = (typeof EDITABLE)[number];
type Texts = Record<Editable, string>;

export function ReviewPage() {
  const store = useStore();
  const productId = useProductId();
  const review = useReview(store.id, productId ?? "");
  useTitle(t.title, store.name);
  if (review.data) return <Editor key={productId} review={review.data} />;
  const back = { href: productId ? paths.product(store.id, productId) : paths.products(store.id), label: t.back };
  if (review.isError) {
    const missing = isProblem(review.error) && review.error.status === 404;
    return (
      <>
        <PageHeader title={t.title} back={back} />
        {missing ? (
          <EmptyState icon={FileQuestion} title={t.title} description={t.notImported} />
        ) : (
          <ProblemState error={review.error} title={t.failed} onRetry={() => void review.refetch()} retrying={review.isFetching} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader title={t.title} back={back} />
      <div role="status" aria-busy className="grid gap-4">
        <Skeleton className="h-40" />
        <Skeleton className="h-64" />
      </div>
    </>
  );
}

const textsOf = (review: Review): Texts => {
  const found = (field: Editable) => review.fields.find((one) => one.field === field)?.text ?? "";
  return { title: found("title"), description: found("description"), seo_title: found("seo_title"), seo_description: found("seo_description") };
};

function Editor({ review }: { review: Review }) {
  const store = useStore();
  const router = useRouter();
  const save = useSaveProduct(store.id, review.product_id);
  const [texts, setTexts] = useState<Texts>(() => textsOf(review));
  const saved = textsOf(review);
  const changed = EDITABLE.filter((field) => texts[field] !== saved[field]);
  const dirty = changed.length > 0;

  const saveTexts = () =>
    save.mutate(
      { ...Object.fromEntries(changed.map((field) => [field, texts[field]])), version: review.product_version },
      { onSuccess: () => void toast.success(t.saved), onError: (error) => reportProblem(error) },
    );
  const publish = () =>
    save.mutate(
      { status: "active", version: review.product_version },
      {
        onSuccess: () => {
          toast.success(t.published);
          router.push(paths.product(store.id, review.product_id));
        },
        onError: (error) => reportProblem(error, t.publishFailed),
      },
    );

  return (
    <>
      <PageHeader
        title={t.heading(saved.title)}
        back={{ href: paths.product(store.id, review.product_id), label: t.back }}
        actions={
          <EditOnly>
            <Button variant="outline" disabled={!dirty} pending={save.isPending && dirty} onClick={saveTexts}>
              {t.save}
            </Button>
            <Button
              disabled={dirty || review.open_claims > 0}
              title={dirty ? t.saveFirst : undefined}
              pending={save.isPending && !dirty}
              onClick={publish}
            >
              {t.publish}
            </Button>
          </EditOnly>
        }
      />
      <div className="mb-4">
        {review.open_claims > 0 ? (
          <Alert tone="warning" title={t.claimsTitle(review.open_claims)}>
            {t.claimsText}
          </Alert>
        ) : (
          <Alert tone="success" title={t.claimsNone} />
        )}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <EditableFields>
            {review.fields.map((field) => {
              const editable = EDITABLE.find((name) => name === field.field);
              return (
                <FieldEditor
                  key={field.field}
                  productId={review.product_id}
                  field={field}
                  value={editable ? texts[editable] : undefined}
                  onChange={(text) => (editable ? setTexts((before) => ({ ...before, [editable]: text })) : undefined)}
                />
              );
            })}
          </EditableFields>
        </div>
        <div className="grid gap-4">
          <FactsCard store={store} review={review} />
          <EditableFields>
            <LocksCard review={review} />
          </EditableFields>
        </div>
      </div>
    </>
  );
}
