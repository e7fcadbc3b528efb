"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Alert } from "@tradewind/ui/alert";
import { Card, CardContent } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input, Textarea } from "@tradewind/ui/input";
import { Switch } from "@tradewind/ui/switch";
import { messages } from "@/lib/messages";
import { placeholdersOf } from "../lib/blocks";
import type { PageFormValues } from "./page-editor";

const t = messages.settings.policies;

export function PageFields() {
  const { register, control, formState } = useFormContext<PageFormValues>();
  const body = useWatch({ control, name: "body" });
  const open = placeholdersOf(body);
  const { errors } = formState;
  return (
    <Card>
      <CardContent className="grid gap-4">
        <Controller
          control={control}
          name="published"
          render={({ field }) => (
            <div className="flex items-start justify-between gap-4">
              <div>
                <label htmlFor="page-published" className="font-medium">
                  {t.published}
                </label>
                <p id="page-published-hint" className="text-[13px] text-muted-foreground">
                  {field.value ? t.publishedHint : t.draftHint}
                </p>
              </div>
              <Switch id="page-published" aria-describedby="page-published-hint" checked={field.value} onCheckedChange={field.onChange} />
            </div>
          )}
        />
        <Field label={t.pageTitle} error={errors.title?.message}>
          <Input maxLength={120} {...register("title")} />
        </Field>
        <Field label={t.body} hint={t.bodyHint} error={errors.body?.message}>
          <Textarea rows={18} {...register("body")} />
        </Field>
        {open.length > 0 ? (
          <Alert tone="warning" title={t.placeholders(open.length)}>
            {open.join(" ")}
          </Alert>
        ) : null}
      </CardContent>
    </Card>
  );
}
