"use client";

import { useState } from "react";
import { ExternalLink, FileText, Trash2 } from "lucide-react";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import type { PageKind, StorePage } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { VersionedForm } from "@/components/versioned-form";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { reportProblem } from "@/lib/report-problem";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readPage, usePutPage, useTemplate } from "../api/pages";
import { MAX_BODY } from "../lib/blocks";
import { DeletePageDialog, TemplateDialog } from "./page-dialogs";
import { PageFields } from "./page-fields";
import { PagePreview } from "./page-preview";

const t = messages.settings.policies;

export interface PageFormValues {
  title: string;
  body: string;
  published: boolean;
}

/** A page, or the place of one that is not written: its version is 0. */
type Draft = PageFormValues & { version: number; url: string | null };

const draftOf = (page: StorePage | null, kind: PageKind): Draft =>
  page ?? { title: t.kinds[kind], body: "", published: false, version: 0, url: null };

export function PageEditor({ kind, page }: { kind: PageKind; page: StorePage | null }) {
  const store = useStore();
  const put = usePutPage(store.id, kind);
  const template = useTemplate(store.id, kind);
  const [dialog, setDialog] = useState<"template" | "delete" | null>(null);
  const state = useVersionedForm<PageFormValues, Draft>({
    saved: draftOf(page, kind),
    valuesOf: ({ title, body, published }) => ({ title, body, published }),
    check: (values, report) => {
      if (values.title.trim() === "") report(["title"], t.errors.title);
      if (values.body.length > MAX_BODY) report(["body"], t.errors.long);
      if (values.published && values.body.trim() === "") report(["body"], t.errors.empty);
    },
    save: async ({ title, body, published }, version) => {
      const saved = await put.mutateAsync({ title: title.trim(), body, published, version });
      toast.success(published ? t.savedPublished : t.savedDraft);
      return saved;
    },
    reload: async () => draftOf(await readPage(store.id, kind), kind),
  });
  const { form, saved } = state;
  const values = useWatch({ control: form.control }) as PageFormValues;

  const fill = () =>
    template.mutate(undefined, {
      onSuccess: ({ title, body }) => {
        setDialog(null);
        form.setValue("title", title, { shouldDirty: true });
        form.setValue("body", body, { shouldDirty: true });
      },
      onError: (error) => reportProblem(error),
    });

  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <div className="flex flex-wrap gap-2 empty:hidden">
        <EditOnly>
          <Button variant="outline" size="sm" pending={template.isPending} onClick={() => (values.body.trim() ? setDialog("template") : fill())}>
            {template.isPending ? null : <FileText aria-hidden />}
            {t.template}
          </Button>
        </EditOnly>
        {saved.url ? (
          <Button asChild variant="outline" size="sm">
            <a href={saved.url} target="_blank" rel="noreferrer">
              {t.view}
              <ExternalLink aria-hidden />
            </a>
          </Button>
        ) : null}
        <EditOnly>
          {saved.version > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => setDialog("delete")}>
              <Trash2 aria-hidden />
              {t.remove}
            </Button>
          ) : null}
        </EditOnly>
      </div>
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2 xl:items-start">
        <PageFields />
        <PagePreview kind={kind} title={values.title} body={values.body} />
      </div>
      {dialog === "template" ? <TemplateDialog pending={template.isPending} onUse={fill} onClose={() => setDialog(null)} /> : null}
      {dialog === "delete" ? (
        <DeletePageDialog
          kind={kind}
          onClose={() => setDialog(null)}
          onDeleted={() => {
            setDialog(null);
            state.load(draftOf(null, kind));
          }}
        />
      ) : null}
    </VersionedForm>
  );
}
