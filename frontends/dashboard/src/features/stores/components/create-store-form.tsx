"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { type Resolver, useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@tradewind/ui/card";
import { ProblemAlert } from "@/components/problem-alert";
import { useSubscription } from "@/features/billing/api/billing";
import { StoreObstacle } from "@/features/billing/components/upgrade-prompt";
import { storeObstacle } from "@/features/billing/lib/standing";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useCreateStore } from "../api/stores";
import { detectRegion } from "../lib/region";
import type { StoreFormValues } from "../schemas/store";
import { StoreDetailFields, StoreRegionFields } from "./store-fields";

const t = messages.stores;

/** The rules are loaded when they are asked first: with them the page would be above its budget. */
const checkStore: Resolver<StoreFormValues> = async (...form) => {
  const [{ zodResolver }, { storeSchema }] = await Promise.all([import("@hookform/resolvers/zod"), import("../schemas/store")]);
  return zodResolver(storeSchema)(...form);
};

export function CreateStoreForm() {
  const router = useRouter();
  const create = useCreateStore();
  const { data: subscription } = useSubscription();
  const keyFor = useIdempotencyKey();
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [region] = useState(() => detectRegion(navigator.languages, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const form = useForm<StoreFormValues>({
    resolver: checkStore,
    defaultValues: { name: "", niche: "", description: "", ...region },
  });
  const { register, formState } = form;

  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    try {
      const store = await create.mutateAsync({ body, key: keyFor(body) });
      toast.success(t.create.created(store.name));
      router.push(paths.store(store.id));
    } catch (error) {
      setProblem(showInForm(form, error));
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {problem ? <ProblemAlert problem={problem} /> : <StoreObstacle />}
      <Card>
        <CardHeader title={t.form.details} />
        <CardContent className="grid gap-4">
          <StoreDetailFields register={register} errors={formState.errors} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader title={t.form.regional} description={t.form.regionalDescription} />
        <CardContent className="grid gap-4">
          <StoreRegionFields register={register} errors={formState.errors} present={region} />
        </CardContent>
        <CardFooter>
          <Button type="submit" disabled={storeObstacle(subscription) !== null} pending={create.isPending || create.isSuccess}>
            {t.create.submit}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
