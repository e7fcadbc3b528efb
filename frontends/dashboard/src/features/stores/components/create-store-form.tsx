"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@tradewind/ui/card";
import { ProblemAlert } from "@/components/problem-alert";
import { useSubscription } from "@/features/billing/api/billing";
import { StoreLimitPrompt } from "@/features/billing/components/upgrade-prompt";
import { isStoreLimitReached } from "@/features/billing/lib/standing";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useCreateStore } from "../api/stores";
import { detectRegion } from "../lib/region";
import { storeSchema, type StoreFormValues } from "../schemas/store";
import { StoreDetailFields, StoreRegionFields } from "./store-fields";

const t = messages.stores;

export function CreateStoreForm() {
  const router = useRouter();
  const create = useCreateStore();
  const { data: subscription } = useSubscription();
  const keyFor = useIdempotencyKey();
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [region] = useState(() => detectRegion(navigator.languages, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const form = useForm<StoreFormValues>({
    resolver: zodResolver(storeSchema),
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
      {problem ? <ProblemAlert problem={problem} /> : <StoreLimitPrompt />}
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
          <Button type="submit" disabled={isStoreLimitReached(subscription)} pending={create.isPending || create.isSuccess}>
            {t.create.submit}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}
