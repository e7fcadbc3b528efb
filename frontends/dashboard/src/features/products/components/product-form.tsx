"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type FieldErrors, FormProvider, type Path, useForm } from "react-hook-form";
import { toast } from "sonner";
import { isProblem, type Product } from "@tradewind/api-client";
import { LeaveDialog } from "@/components/leave-dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { SaveBar } from "@/components/save-bar";
import { StaleDialog } from "@/components/stale-dialog";
import { EditableFields } from "@/features/stores/components/editable-fields";
import { useStore } from "@/features/stores/store-context";
import { countErrors } from "@/lib/count-errors";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useUnsavedGuard } from "@/lib/use-unsaved-guard";
import { useCreateProduct, useUpdateProduct } from "../api/products";
import { attachable, uploadingCount } from "../lib/media";
import { createBody, emptyForm, formOf, formPathOf, type ProductFormValues, updateBody } from "../lib/product-form";
import { useMedia } from "../lib/use-media";
import { productResolver } from "../schemas/product";
import { BasicsCard } from "./basics-card";
import { MediaCard } from "./media-card";
import { OrganisationCard } from "./organisation-card";
import { PricingCard } from "./pricing-card";
import { ProductHeader } from "./product-header";
import { SeoCard } from "./seo-card";
import { VariantsCard } from "./variants-card";
import { WarningsPanel } from "./warnings-panel";

/** Only for products that exist, and not needed for the first sight of them. */
const MembershipCard = dynamic(() => import("./membership-card").then((module) => module.MembershipCard), { ssr: false });

const t = messages.products.form;

/** Creating and editing: one form. `product` is null for a new one. */
export function ProductForm({ product }: { product: Product | null }) {
  const store = useStore();
  const router = useRouter();
  const [saved, setSaved] = useState(product);
  const [newer, setNewer] = useState<Product | null>(null);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const create = useCreateProduct(store.id);
  const update = useUpdateProduct(store.id, saved?.id ?? "");
  const keyFor = useIdempotencyKey();
  const media = useMedia(store.id, product?.images ?? []);
  const [resolver] = useState(() => productResolver(store));
  const [initial] = useState(() => (product ? formOf(product, store) : emptyForm()));
  const form = useForm<ProductFormValues>({ resolver, defaultValues: initial });

  const images = attachable(media.items);
  const before = JSON.stringify((saved?.images ?? []).map(({ id, alt }) => ({ id, alt })));
  const dirty = form.formState.isDirty || JSON.stringify(images) !== before || uploadingCount(media.items) > 0;
  const guard = useUnsavedGuard(dirty);

  /** Takes over what the API holds now. */
  const load = (current: Product) => {
    setSaved(current);
    form.reset(formOf(current, store));
    media.load(current.images);
    setProblem(null);
  };

  const save = async (values: ProductFormValues, version: number | null) => {
    setProblem(null);
    const uploading = uploadingCount(media.items);
    if (uploading > 0) {
      setProblem({ title: t.uploadsRunning(uploading), description: "", requestId: null });
      return;
    }
    try {
      if (saved && version !== null) {
        const loaded = form.formState.defaultValues as ProductFormValues;
        load(await update.mutateAsync(updateBody(values, loaded, images, version, store)));
        toast.success(t.saved);
      } else {
        const body = createBody(values, images, store);
        const created = await create.mutateAsync({ body, key: keyFor(body) });
        guard.allow();
        toast.success(t.created(created.title));
        router.replace(paths.product(store.id, created.id));
      }
    } catch (error) {
      if (isProblem(error, "stale_version")) setNewer(error.body.current as Product);
      else setProblem(problemInForm(error, values));
    }
  };

  const problemInForm = (error: unknown, values: ProductFormValues) =>
    showInForm(form, error, {
      byCode: { product_slug_taken: "slug", slug_taken: "slug" },
      locate: (field) => formPathOf(field, values) as Path<ProductFormValues> | null,
    });

  const onInvalid = (errors: FieldErrors<ProductFormValues>) =>
    setProblem({ title: t.fix(countErrors(errors)), description: "", requestId: null });

  const submit = form.handleSubmit((values) => save(values, saved?.version ?? null), onInvalid);
  const saving = create.isPending || create.isSuccess || update.isPending;

  return (
    <FormProvider {...form}>
      <ProductHeader product={saved} dirty={dirty} />
      <form onSubmit={submit} noValidate>
        {problem ? (
          <div className="mb-4">
            <ProblemAlert problem={problem} />
          </div>
        ) : null}
        {saved ? <WarningsPanel product={saved} /> : null}
        <EditableFields>
          <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_17rem] lg:items-start">
            <div className="grid min-w-0 grid-cols-1 gap-4">
              <BasicsCard />
              <MediaCard media={media} />
              <PricingCard />
              <VariantsCard media={media.items} />
            </div>
            <div className="grid min-w-0 grid-cols-1 gap-4">
              <OrganisationCard exists={saved !== null} />
              {saved ? <MembershipCard productId={saved.id} /> : null}
              <SeoCard saved={saved} />
            </div>
          </div>
        </EditableFields>
        <SaveBar
          label={saved ? t.save : t.create}
          dirty={dirty}
          saving={saving}
          disabled={saved !== null && !dirty}
          onDiscard={saved ? () => load(saved) : undefined}
        />
      </form>
      <LeaveDialog guard={guard} />
      <StaleDialog
        open={newer !== null}
        title={messages.products.stale.title}
        onStay={() => setNewer(null)}
        onReload={() => {
          if (newer) load(newer);
          setNewer(null);
          toast.success(messages.common.stale.loaded);
        }}
        onOverwrite={() => {
          const version = newer?.version ?? null;
          setNewer(null);
          void form.handleSubmit((values) => save(values, version), onInvalid)();
        }}
      />
    </FormProvider>
  );
}
