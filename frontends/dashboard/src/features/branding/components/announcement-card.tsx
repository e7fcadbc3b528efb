"use client";

import { Controller, useFormContext } from "react-hook-form";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { messages } from "@/lib/messages";
import type { BrandingFormValues } from "../lib/branding-form";

const t = messages.settings.branding;

export function AnnouncementCard() {
  const { register, control, formState } = useFormContext<BrandingFormValues>();
  const { errors } = formState;
  return (
    <Card aria-labelledby="branding-announcement">
      <CardHeader title={t.announcement} titleId="branding-announcement" description={t.announcementText} />
      <CardContent className="grid gap-4">
        <Field label={t.announcementWords} error={errors.announcement?.message}>
          <Input maxLength={140} {...register("announcement")} />
        </Field>
        <Field
          label={t.announcementLink}
          note={messages.common.optional}
          hint={t.announcementLinkHint}
          error={errors.announcementHref?.message}
        >
          <Input maxLength={300} autoComplete="off" spellCheck={false} {...register("announcementHref")} />
        </Field>
        <Controller
          control={control}
          name="announcementActive"
          render={({ field }) => <CheckboxField label={t.announcementActive} checked={field.value} onCheckedChange={field.onChange} />}
        />
      </CardContent>
    </Card>
  );
}
