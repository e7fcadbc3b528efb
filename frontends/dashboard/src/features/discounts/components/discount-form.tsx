"use client";

import { useEffect, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { toast } from "sonner";
import { type Discount, isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { DialogFooter } from "@tradewind/ui/dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { StaleDialog } from "@/components/stale-dialog";
import { EditableFields } from "@/features/stores/components/editable-fields";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { rulesResolver } from "@/lib/form-rules";
import { messages } from "@/lib/messages";
import { discounts as discountWords } from "@/lib/messages/discounts";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useCreateDiscount, useUpdateDiscount } from "../api/discounts";
import {
  checkDiscount,
  createBody,
  type DiscountFormValues,
  emptyDiscount,
  fieldOf,
  formOf,
  updateBody,
} from "../lib/discount";
import { DiscountFields } from "./discount-fields";

const t = discountWords.form;

interface DiscountFormProps {
  discount: Discount | null;
  onDirty: (dirty: boolean) => void;
  onDone: () => void;
  onCancel: () => void;
}

export function DiscountForm({ discount, onDirty, onDone, onCancel }: DiscountFormProps) {
  const store = useStore();
  const canEdit = useCanEdit();
  const create = useCreateDiscount(store.id);
  const update = useUpdateDiscount(store.id);
  const keyFor = useIdempotencyKey();
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [newer, setNewer] = useState<Discount | null>(null);
  const [version, setVersion] = useState(discount?.version ?? 0);
  const [resolver] = useState(() =>
    rulesResolver<DiscountFormValues>((values, report) => checkDiscount(values, store, report)),
  );
  const form = useForm<DiscountFormValues>({ resolver, defaultValues: discount ? formOf(discount, store) : emptyDiscount() });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const save = async (values: DiscountFormValues, basedOn: number) => {
    setProblem(null);
    try {
      if (discount) {
        await update.mutateAsync({ code: discount.code, body: updateBody(values, store, basedOn) });
        toast.success(t.saved(discount.code));
      } else {
        const body = createBody(values, store);
        const made = await create.mutateAsync({ body, key: keyFor(body) });
        toast.success(t.created(made.code));
      }
      onDone();
    } catch (error) {
      if (isProblem(error, "stale_version")) setNewer(error.body.current as Discount);
      else setProblem(showInForm(form, error, { byCode: { discount_code_taken: "code" }, locate: fieldOf }));
    }
  };

  return (
    <FormProvider {...form}>
      <form onSubmit={form.handleSubmit((values) => save(values, version))} noValidate className="grid grid-cols-1 gap-4">
        <ProblemAlert problem={problem} />
        <EditableFields>
          <DiscountFields discount={discount} form={form} />
        </EditableFields>
        <DialogFooter>
          <Button variant="outline" onClick={onCancel}>
            {canEdit ? messages.common.cancel : messages.common.close}
          </Button>
          {canEdit ? (
            <Button type="submit" pending={create.isPending || update.isPending} disabled={discount !== null && !isDirty}>
              {discount ? t.save : t.create}
            </Button>
          ) : null}
        </DialogFooter>
      </form>
      <StaleDialog
        open={newer !== null}
        title={t.stale}
        onStay={() => setNewer(null)}
        onReload={() => {
          if (newer) {
            form.reset(formOf(newer, store));
            setVersion(newer.version);
          }
          setNewer(null);
          toast.success(messages.common.stale.loaded);
        }}
        onOverwrite={() => {
          const basedOn = newer?.version ?? version;
          setNewer(null);
          void form.handleSubmit((values) => save(values, basedOn))();
        }}
      />
    </FormProvider>
  );
}
