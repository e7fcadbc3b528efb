"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { ExternalLink } from "lucide-react";
import type { Store } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { VersionedForm } from "@/components/versioned-form";
import { readStore, useUpdateStore } from "@/features/stores/api/stores";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { keys } from "@/lib/query";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { bodyOf, type BrandingFormValues, checkBranding, fieldOf, formOf } from "../lib/branding-form";
import { lookOf } from "../lib/look";
import { useLogo } from "../lib/use-logo";
import { AnnouncementCard } from "./announcement-card";
import { LogoField } from "./logo-field";
import { StorePreview } from "./store-preview";
import { StyleCard } from "./style-card";

const t = messages.settings.branding;

export function BrandingSettings() {
  const store = useStore();
  const cache = useQueryClient();
  useTitle(t.title, store.name);
  const update = useUpdateStore(store.id);
  const state = useVersionedForm<BrandingFormValues, Store>({
    saved: store,
    valuesOf: formOf,
    check: (values, report) => checkBranding(values, store.niche, report),
    save: (values, version, before) => update.mutateAsync(bodyOf(values, before, version)),
    reload: () => cache.fetchQuery({ queryKey: keys.store(store.id), queryFn: () => readStore(store.id), staleTime: 0 }),
    locate: fieldOf,
    savedText: t.saved,
  });
  const { form } = state;
  const values = useWatch({ control: form.control }) as BrandingFormValues;
  const logo = useLogo(store.id, values.logoId, (id) => form.setValue("logoId", id, { shouldDirty: true }));
  // Saved half-way, the logo would be missing although it is shown.
  const isSaving = state.isSaving || logo.upload?.phase === "uploading";
  const discard = () => {
    logo.clear();
    state.discard();
  };

  return (
    <VersionedForm state={{ ...state, isSaving, discard }} saveLabel={t.save} staleTitle={t.stale}>
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-[minmax(0,1fr)_19rem] xl:items-start">
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <Card aria-labelledby="branding-logo">
            <CardHeader title={t.logo} titleId="branding-logo" description={t.logoText} />
            <CardContent>
              <LogoField
                url={logo.url}
                hasLogo={values.logoId !== ""}
                upload={logo.upload}
                error={logo.refusal ?? form.formState.errors.logoId?.message}
                onChoose={logo.choose}
                onRemove={() => {
                  logo.clear();
                  form.setValue("logoId", "", { shouldDirty: true });
                }}
              />
            </CardContent>
          </Card>
          <StyleCard />
          <AnnouncementCard />
        </div>
        <section aria-labelledby="branding-preview" className="xl:sticky xl:top-7">
          <div className="mb-2 flex items-center justify-between gap-2">
            <h2 id="branding-preview" className="text-sm font-semibold">
              {t.preview}
            </h2>
            <Button asChild variant="link">
              <a href={store.storefront_url} target="_blank" rel="noreferrer">
                {t.open}
                <ExternalLink aria-hidden />
              </a>
            </Button>
          </div>
          <StorePreview
            look={lookOf(values, store.niche)}
            logoUrl={logo.url}
            announcement={values.announcementActive && values.announcement.trim() ? values.announcement.trim() : null}
          />
          <p className="mt-2 text-[13px] text-muted-foreground">{t.previewHint}</p>
        </section>
      </div>
    </VersionedForm>
  );
}
