"use client";

import { ScrollText } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import type { AuditEntry } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Field } from "@tradewind/ui/field";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { EmptyState } from "@tradewind/ui/state";
import { CursorList } from "@/components/cursor-list";
import { PageHeader } from "@/components/page-header";
import { useStore } from "@/features/stores/store-context";
import { auditActions, team as words } from "@/lib/messages/team";
import { useTitle } from "@/lib/use-title";
import { useAuditLog, useTeam } from "../api/team";
import { actionOf, actorOf, dayStart } from "../lib/audit";

const t = words.audit;
const FILTERS = { actor: parseAsString, action: parseAsString, from: parseAsString, to: parseAsString };

/** Who did what, latest first; the filters are in the address. */
export function AuditPage() {
  const store = useStore();
  useTitle(t.title, store.name);
  if (store.role === "viewer") return <PageHeader title={t.title} description={t.denied} />;
  return (
    <>
      <PageHeader title={t.title} description={t.description} />
      <Log />
    </>
  );
}

function Log() {
  const store = useStore();
  const [filters, setFilters] = useQueryStates(FILTERS);
  const log = useAuditLog(store.id, {
    actor_id: filters.actor ?? undefined,
    action: filters.action ?? undefined,
    since: (filters.from && dayStart(filters.from, store.timezone)) || undefined,
    until: (filters.to && dayStart(filters.to, store.timezone, 1)) || undefined,
  });
  const filtered = Object.values(filters).some(Boolean);
  const clear = () => void setFilters({ actor: null, action: null, from: null, to: null });
  return (
    <div className="grid gap-3">
      <Filters values={filters} onChange={(change) => void setFilters(change)} />
      <CursorList
        query={log}
        label={t.label}
        words={t}
        empty={
          filtered ? (
            <EmptyState
              icon={ScrollText}
              title={t.nothing.title}
              description={t.nothing.description}
              action={
                <Button variant="outline" onClick={clear}>
                  {t.reset}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={ScrollText} title={t.empty.title} description={t.empty.description} />
          )
        }
      >
        {(entry) => <EntryRow key={entry.id} entry={entry} />}
      </CursorList>
    </div>
  );
}

type Values = Record<keyof typeof FILTERS, string | null>;

function Filters({ values, onChange }: { values: Values; onChange: (change: Partial<Values>) => void }) {
  const store = useStore();
  const team = useTeam(store.id);
  const known = team.data?.members.map((member) => ({ id: member.user_id, name: member.email })) ?? [];
  const actors = [...known, { id: "ai", name: t.actors.ai }, { id: "system", name: t.actors.system }];
  const actions = Object.entries(auditActions).sort(([, one], [, other]) => one.localeCompare(other));
  return (
    <div className="grid grid-cols-2 gap-x-2 gap-y-3 md:grid-cols-[1fr_1fr_auto_auto]">
      <Field label={t.filters.actor}>
        <Select value={values.actor ?? ""} onChange={(event) => onChange({ actor: event.target.value || null })}>
          <option value="">{t.filters.everyone}</option>
          {actors.map((actor) => (
            <option key={actor.id} value={actor.id}>
              {actor.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.filters.action}>
        <Select value={values.action ?? ""} onChange={(event) => onChange({ action: event.target.value || null })}>
          <option value="">{t.filters.everything}</option>
          {actions.map(([action, label]) => (
            <option key={action} value={action}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.filters.from}>
        <Input type="date" value={values.from ?? ""} max={values.to ?? undefined} onChange={(event) => onChange({ from: event.target.value || null })} />
      </Field>
      <Field label={t.filters.to}>
        <Input type="date" value={values.to ?? ""} min={values.from ?? undefined} onChange={(event) => onChange({ to: event.target.value || null })} />
      </Field>
    </div>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const store = useStore();
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="text-sm break-words">
          <span className="font-medium">{actorOf(entry)}</span> {actionOf(entry.action)}
          {entry.label ? <span className="font-medium"> {entry.label}</span> : null}
        </p>
        {entry.fields.length > 0 ? (
          <p className="mt-0.5 text-[13px] break-words text-muted-foreground">{t.fields(entry.fields.join(", "))}</p>
        ) : null}
      </div>
      <time dateTime={entry.at} className="text-[13px] whitespace-nowrap text-muted-foreground tabular-nums">
        {formatDateTime(entry.at, { locale: store.locale, timeZone: store.timezone })}
      </time>
    </li>
  );
}
