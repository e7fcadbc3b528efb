"use client";

import { Controller, useFormContext } from "react-hook-form";
import type { SupplierPolicies } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Select } from "@tradewind/ui/select";
import { Loaded } from "@/components/loaded";
import { VersionedForm } from "@/components/versioned-form";
import { useStore } from "@/features/stores/store-context";
import { suppliers } from "@/lib/messages/suppliers";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readPolicies, usePolicies, useSavePolicies } from "../api/changes";

const t = suppliers.settings;

type PolicyValues = Pick<SupplierPolicies, "enabled" | "policies">;

export function PolicySettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={usePolicies(store.id)} failed={t.failed}>
      {(policies) => <PolicyForm policies={policies} />}
    </Loaded>
  );
}

function PolicyForm({ policies }: { policies: SupplierPolicies }) {
  const store = useStore();
  const save = useSavePolicies(store.id);
  const state = useVersionedForm<PolicyValues, SupplierPolicies>({
    saved: policies,
    valuesOf: (saved) => ({ enabled: saved.enabled, policies: saved.policies }),
    check: () => undefined,
    save: (values, version) => save.mutateAsync({ ...values, version }),
    reload: () => readPolicies(store.id),
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <PolicyFields allowed={state.saved.allowed} />
    </VersionedForm>
  );
}

function PolicyFields({ allowed }: { allowed: SupplierPolicies["allowed"] }) {
  const { register, control } = useFormContext<PolicyValues>();
  return (
    <Card aria-labelledby="supplier-policies">
      <CardHeader title={t.card} titleId="supplier-policies" />
      <CardContent className="grid gap-4">
        <Controller
          control={control}
          name="enabled"
          render={({ field }) => <CheckboxField label={t.enabled} checked={field.value} onCheckedChange={field.onChange} />}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {Object.entries(allowed).map(([kind, choices]) => (
            <Field key={kind} label={suppliers.kind[kind] ?? kind}>
              <Select {...register(`policies.${kind}`)}>
                {choices?.map((policy) => (
                  <option key={policy} value={policy}>
                    {t.policy[policy] ?? policy}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
      </CardContent>
    </Card>
  );
}
