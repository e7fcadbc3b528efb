import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { countryOptions } from "@/lib/countries";
import { messages } from "@/lib/messages";
import type { SettingsFormValues } from "../lib/settings-form";

const t = messages.stores.form;

interface ContactFieldsProps {
  register: UseFormRegister<SettingsFormValues>;
  errors: FieldErrors<SettingsFormValues>;
}

/** Who shoppers deal with: an email, and the business's address, whole or not at all. */
export function ContactFields({ register, errors }: ContactFieldsProps) {
  const { optional } = messages.common;
  return (
    <>
      <Field label={t.contactEmail} note={optional} error={errors.contactEmail?.message}>
        <Input type="email" autoComplete="email" {...register("contactEmail")} />
      </Field>
      <Field label={t.businessName} note={optional} error={errors.address?.name?.message}>
        <Input autoComplete="organization" maxLength={120} {...register("address.name")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t.line1} note={optional} error={errors.address?.line1?.message}>
          <Input autoComplete="address-line1" maxLength={120} {...register("address.line1")} />
        </Field>
        <Field label={t.line2} note={optional} error={errors.address?.line2?.message}>
          <Input autoComplete="address-line2" maxLength={120} {...register("address.line2")} />
        </Field>
        <Field label={t.postalCode} note={optional} error={errors.address?.postal_code?.message}>
          <Input autoComplete="postal-code" maxLength={20} {...register("address.postal_code")} />
        </Field>
        <Field label={t.city} note={optional} error={errors.address?.city?.message}>
          <Input autoComplete="address-level2" maxLength={120} {...register("address.city")} />
        </Field>
        <Field label={t.state} note={optional} error={errors.address?.state?.message}>
          <Input autoComplete="address-level1" maxLength={120} {...register("address.state")} />
        </Field>
        <Field label={t.country} note={optional} error={errors.address?.country?.message}>
          <Select autoComplete="country" {...register("address.country")}>
            <option value="">{t.countryNone}</option>
            {countryOptions().map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  );
}
