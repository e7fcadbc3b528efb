"use client";

import { Truck } from "lucide-react";
import { type Path, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import type { Shipping } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Select } from "@tradewind/ui/select";
import { Loaded } from "@/components/loaded";
import { VersionedForm } from "@/components/versioned-form";
import { EditOnly } from "@/features/stores/components/edit-only";
import { NothingYet } from "@/features/stores/components/nothing-yet";
import { useStore } from "@/features/stores/store-context";
import { countryOfLocale, countryOptions } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readShipping, useSaveShipping, useShipping } from "../api/selling";
import {
  blankZone,
  bodyOf,
  checkShipping,
  domesticZone,
  fieldOf,
  formOf,
  MAX_ZONES,
  placeName,
  REST_OF_WORLD,
  type ShippingFormValues,
} from "../lib/shipping";
import { ZoneCard } from "./zone-card";

const t = messages.settings.shipping;

export function ShippingSettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={useShipping(store.id)} failed={t.failed}>
      {(shipping) => <ShippingForm shipping={shipping} />}
    </Loaded>
  );
}

export function ShippingForm({ shipping }: { shipping: Shipping }) {
  const store = useStore();
  const save = useSaveShipping(store.id);
  const state = useVersionedForm<ShippingFormValues, Shipping>({
    saved: shipping,
    valuesOf: (saved) => formOf(saved, store.locale),
    check: (values, report) => checkShipping(values, store, report),
    save: (values, version) => save.mutateAsync(bodyOf(values, store, version)),
    reload: () => readShipping(store.id),
    locate: (field) => fieldOf(field) as Path<ShippingFormValues> | null,
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <Zones />
    </VersionedForm>
  );
}

function Zones() {
  const store = useStore();
  const { control } = useFormContext<ShippingFormValues>();
  const zones = useFieldArray({ control, name: "zones", keyName: "key" });
  const domestic = () => zones.append(domesticZone(countryOfLocale(store.locale) ?? "US", store));
  const add = () => zones.append(blankZone(), { shouldFocus: true });

  if (zones.fields.length === 0) {
    return (
      <Card>
        <NothingYet
          icon={Truck}
          words={t.empty}
          action={
            <EditOnly>
              <Button variant="outline" onClick={domestic}>
                {t.preset}
              </Button>
              <Button variant="ghost" onClick={add}>
                {t.addZone}
              </Button>
            </EditOnly>
          }
        />
      </Card>
    );
  }
  return (
    <>
      {zones.fields.map((zone, index) => (
        <ZoneCard key={zone.key} index={index} onRemove={() => zones.remove(index)} />
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <EditOnly>
          <Button variant="outline" disabled={zones.fields.length >= MAX_ZONES} onClick={add}>
            {t.addZone}
          </Button>
        </EditOnly>
        <p className="text-[13px] text-muted-foreground">{t.notShipped}</p>
      </div>
      <DefaultCountry />
    </>
  );
}

function DefaultCountry() {
  const { register, control, formState } = useFormContext<ShippingFormValues>();
  const [zones, chosen] = useWatch({ control, name: ["zones", "defaultCountry"] });
  const named = zones.flatMap((zone) => zone.countries);
  const everywhere = named.includes(REST_OF_WORLD);
  const offered = countryOptions().filter(({ value }) => everywhere || named.includes(value) || value === chosen);
  return (
    <Card>
      <CardContent>
        <Field label={t.defaultCountry} hint={t.defaultCountryHint} error={formState.errors.defaultCountry?.message}>
          <Select {...register("defaultCountry")}>
            <option value="">{t.defaultCountryNone}</option>
            {offered.map(({ value }) => (
              <option key={value} value={value}>
                {placeName(value)}
              </option>
            ))}
          </Select>
        </Field>
      </CardContent>
    </Card>
  );
}
