"use client";

import { useState } from "react";
import type { CreateKey, NewKey } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { CopyButton } from "@tradewind/ui/copy-button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { Select } from "@tradewind/ui/select";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { team as words } from "@/lib/messages/team";
import { describeProblem } from "@/lib/problems";
import { useCreateKey } from "../api/team";
import { type Area, AREAS, type Level, type Levels, NO_LEVELS, scopesOf } from "../lib/scopes";

const t = words.keys;

/** A form, and then the token, this once. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<NewKey | null>(null);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={made ? t.once.title(made.key.name) : t.form.title}
        description={made ? t.once.text : t.form.text}
        closeLabel={messages.common.close}
        className="max-w-lg"
        // A click beside it must not lose what cannot be had again.
        onInteractOutside={(event) => (made ? event.preventDefault() : undefined)}
      >
        {made ? <Token made={made} onDone={onClose} /> : <KeyForm onMade={setMade} onCancel={onClose} />}
      </DialogContent>
    </Dialog>
  );
}

function KeyForm({ onMade, onCancel }: { onMade: (made: NewKey) => void; onCancel: () => void }) {
  const store = useStore();
  const create = useCreateKey(store.id);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<CreateKey["kind"]>("secret");
  const [levels, setLevels] = useState<Levels>(NO_LEVELS);
  const [tried, setTried] = useState(false);
  const scopes = kind === "secret" ? scopesOf(levels) : [];
  const missing = { name: name.trim() === "", scopes: kind === "secret" && scopes.length === 0 };
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.name || missing.scopes) return;
        create.mutate({ name: name.trim(), kind, scopes }, { onSuccess: onMade });
      }}
    >
      {create.isError ? <ProblemAlert problem={describeProblem(create.error)} /> : null}
      <Field label={t.form.name} hint={t.form.nameHint} error={tried && missing.name ? t.form.nameMissing : undefined}>
        <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      <RadioCards
        label={t.form.kind}
        value={kind}
        onValueChange={setKind}
        options={(["secret", "publishable"] as const).map((value) => ({
          value,
          label: t.kinds[value],
          description: t.form.kinds[value],
        }))}
      />
      {kind === "secret" ? (
        <ScopeFields levels={levels} onChange={setLevels} error={tried && missing.scopes ? t.form.scopesMissing : null} />
      ) : null}
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" pending={create.isPending}>
          {t.form.submit}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface ScopeFieldsProps {
  levels: Levels;
  onChange: (levels: Levels) => void;
  error: string | null;
}

function ScopeFields({ levels, onChange, error }: ScopeFieldsProps) {
  return (
    <fieldset aria-describedby={error ? "scopes-error" : undefined}>
      <legend className="mb-1.5 text-[13px] font-medium">{t.form.scopes}</legend>
      <ul className="divide-y rounded-md border">
        {AREAS.map((area: Area) => (
          <li key={area} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
            <label htmlFor={`scope-${area}`} className="text-sm">
              {t.form.areas[area]}
            </label>
            <Select
              id={`scope-${area}`}
              className="w-44"
              value={levels[area]}
              onChange={(event) => onChange({ ...levels, [area]: event.target.value as Level })}
            >
              <option value="none">{t.form.none}</option>
              <option value="read">{t.form.read}</option>
              <option value="write">{t.form.write}</option>
            </Select>
          </li>
        ))}
      </ul>
      {error ? (
        <p id="scopes-error" role="alert" className="mt-1.5 text-[13px] text-danger-text">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Token({ made, onDone }: { made: NewKey; onDone: () => void }) {
  const store = useStore();
  const path = made.key.kind === "secret" ? `/api/v1/stores/${store.id}` : "/api/v1/public/store";
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  return (
    <div className="grid gap-4">
      <div className="flex items-start gap-2 rounded-md border bg-sidebar p-3">
        <code aria-label={t.once.token} className="min-w-0 flex-1 font-mono text-[13px] break-all">
          {made.token}
        </code>
        <CopyButton value={made.token} label={t.once.copy} copiedLabel={t.once.copied} />
      </div>
      <div>
        <p className="mb-1 text-[13px] text-muted-foreground">{t.once.example}</p>
        <pre className="overflow-x-auto rounded-md border bg-sidebar p-3 font-mono text-xs">
          {`curl ${origin}${path} \\\n  -H "Authorization: Bearer $TRADEWIND_KEY"`}
        </pre>
      </div>
      <DialogFooter>
        <Button onClick={onDone}>{t.once.done}</Button>
      </DialogFooter>
    </div>
  );
}
