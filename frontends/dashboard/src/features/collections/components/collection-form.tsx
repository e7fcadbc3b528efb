"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { type FieldErrors, FormProvider, type Path, useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { type Collection, isProblem } from "@tradewind/api-client";
import { LeaveDialog } from "@/components/leave-dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { SaveBar } from "@/components/save-bar";
import { StaleDialog } from "@/components/stale-dialog";
import { EditableFields } from "@/features/stores/components/editable-fields";
import { useStore } from "@/features/stores/store-context";
import { countErrors } from "@/lib/count-errors";
import { rulesResolver } from "@/lib/form-rules";
import { messages } from "@/lib/messages";
import { collections } from "@/lib/messages/collections";
import { paths } from "@/lib/paths";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useUnsavedGuard } from "@/lib/use-unsaved-guard";
import { readCollection, useCreateCollection, useUpdateCollection } from "../api/collections";
import { checkCollection, collectionPathOf, type CollectionFormValues, createBody, emptyCollection, updateBody, valuesOf } from "../lib/collection-form";
import { BasicsCard, OrganisationCard, SeoCard } from "./collection-cards";
import { CollectionHeader } from "./collection-header";
import { ImageCard } from "./image-card";
import { ManualProductsCard } from "./manual-products-card";
import { PreviewCard } from "./preview-card";
import { RulesCard } from "./rules-card";

const t = collections.form;

/** Creating and editing: one form. `collection` is null for a new one. */
export function CollectionForm({ collection }: { collection: Collection | null }) {
  const store = useStore();
  const router = useRouter();
  const [saved, setSaved] = useState(collection);
  const [newer, setNewer] = useState<Collection | null>(null);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [uploading, setUploading] = useState(false);
  const create = useCreateCollection(store.id);
  const update = useUpdateCollection(store.id, saved?.id ?? "");
  const keyFor = useIdempotencyKey();
  const [resolver] = useState(() => rulesResolver<CollectionFormValues>((values, report) => checkCollection(values, store, report)));
  const [initial] = useState(() => (collection ? valuesOf(collection, store) : emptyCollection()));
  const form = useForm<CollectionFormValues>({ resolver, defaultValues: initial });
  const kind = useWatch({ control: form.control, name: "kind" });
  const dirty = form.formState.isDirty || uploading;
  const guard = useUnsavedGuard(dirty);
  const banner = (title: string) => setProblem({ title, description: "", requestId: null });

  /** Takes over what the API holds now. */
  const load = (current: Collection) => {
    setSaved(current);
    form.reset(valuesOf(current, store));
    setProblem(null);
  };

  const save = async (values: CollectionFormValues, version: number | null) => {
    setProblem(null);
    if (uploading) return banner(t.uploading);
    try {
      if (saved && version !== null) {
        load(await update.mutateAsync(updateBody(values, saved, version, store)));
        toast.success(t.saved);
      } else {
        const body = createBody(values, store);
        const created = await create.mutateAsync({ body, key: keyFor(body) });
        guard.allow();
        toast.success(t.created(created.title));
        router.replace(paths.collection(store.id, created.id));
      }
    } catch (error) {
      if (saved && isProblem(error, "stale_version")) setNewer(await readCollection(store.id, saved.id));
      else {
        const locate = (field: string) => collectionPathOf(field) as Path<CollectionFormValues> | null;
        setProblem(showInForm(form, error, { byCode: { collection_slug_taken: "slug" }, locate }));
      }
    }
  };
  const onInvalid = (errors: FieldErrors<CollectionFormValues>) => banner(t.fix(countErrors(errors)));
  const saving = create.isPending || create.isSuccess || update.isPending;

  return (
    <FormProvider {...form}>
      <CollectionHeader collection={saved} dirty={dirty} />
      <form onSubmit={form.handleSubmit((values) => save(values, saved?.version ?? null), onInvalid)} noValidate>
        {problem ? (
          <div className="mb-4">
            <ProblemAlert problem={problem} />
          </div>
        ) : null}
        <EditableFields>
          <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_17rem] lg:items-start">
            <div className="grid min-w-0 grid-cols-1 gap-4">
              <BasicsCard />
              {kind === "manual" ? (
                <ManualProductsCard collectionId={saved?.kind === "manual" ? saved.id : null} />
              ) : (
                <>
                  <RulesCard />
                  <PreviewCard />
                </>
              )}
            </div>
            <div className="grid min-w-0 grid-cols-1 gap-4">
              <OrganisationCard exists={saved !== null} />
              <ImageCard onUploading={setUploading} />
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
        title={t.stale}
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
