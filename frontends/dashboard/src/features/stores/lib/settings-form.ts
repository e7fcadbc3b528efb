import type { Path } from "react-hook-form";
import type { Store, UpdateStore } from "@tradewind/api-client";
import type { Report } from "@/lib/form-rules";
import { messages } from "@/lib/messages";
import type { StoreFormValues } from "../schemas/store";
import { SLUG_PATTERN } from "./slug";

const t = messages.stores.form;

/** The postal address as the form holds it: every part there, empty where there is none. */
export interface AddressForm {
  name: string;
  line1: string;
  line2: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
}

export interface SettingsFormValues extends StoreFormValues {
  slug: string;
  contactEmail: string;
  address: AddressForm;
}

export function valuesOf(store: Store): SettingsFormValues {
  const { name, slug, niche, description, currency, locale, timezone, contact_email, address } = store;
  return {
    name,
    slug,
    niche,
    description,
    currency,
    locale,
    timezone,
    contactEmail: contact_email ?? "",
    address: {
      name: address?.name ?? "",
      line1: address?.line1 ?? "",
      line2: address?.line2 ?? "",
      city: address?.city ?? "",
      state: address?.state ?? "",
      postal_code: address?.postal_code ?? "",
      country: address?.country ?? "",
    },
  };
}

export function checkSettings(values: SettingsFormValues, report: Report): void {
  const name = values.name.trim();
  if (name === "") report(["name"], t.nameRequired);
  if (name.length > 80) report(["name"], t.nameLong);
  if (values.niche === "") report(["niche"], t.nicheRequired);
  if (values.description.trim().length > 2_000) report(["description"], t.descriptionLong);
  const slug = values.slug.trim();
  if (slug.length > 50 || !SLUG_PATTERN.test(slug)) report(["slug"], t.slugInvalid);
  const email = values.contactEmail.trim();
  if (email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) report(["contactEmail"], t.contactEmailInvalid);
  if (Object.values(values.address).every((part: string) => part.trim() === "")) return;
  for (const part of ["name", "line1", "city", "country"] as const) {
    if (values.address[part].trim() === "") report(["address", part], t.addressMissing);
  }
}

/** Without the blanks around what was typed. */
function trimmed(values: SettingsFormValues): SettingsFormValues {
  const all = <T extends object>(texts: T) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typeof text === "string" ? text.trim() : text])) as T;
  return { ...all(values), address: all(values.address) };
}

/** Only what differs is sent: the currency, say, is refused as such once there are orders. */
export function changesOf(store: Store, values: SettingsFormValues): UpdateStore {
  const { address, contactEmail, ...plain } = trimmed(values);
  const before = valuesOf(store);
  const changed: UpdateStore = Object.fromEntries(
    Object.entries(plain).filter(([key, value]) => before[key as keyof typeof plain] !== value),
  );
  if (contactEmail !== before.contactEmail) changed.contact_email = contactEmail || null;
  if (JSON.stringify(address) !== JSON.stringify(before.address)) {
    changed.address = Object.values(address).some(Boolean) ? address : null;
  }
  return changed;
}

/** The form's field for the API's. */
export function fieldOf(path: string): Path<SettingsFormValues> | null {
  if (path === "contact_email") return "contactEmail";
  return path === "address" ? "address.name" : (path as Path<SettingsFormValues>);
}
