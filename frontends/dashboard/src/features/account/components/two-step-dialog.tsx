"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { renderSVG } from "uqr";
import type { Enrolment } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { CopyButton } from "@tradewind/ui/copy-button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { twoStep } from "@/lib/messages/two-step";
import { describeProblem, fieldProblem } from "@/lib/problems";
import { saveFile } from "@/lib/save-file";
import { useMe } from "../api/session";
import { useConfirmEnrolment, useDisableSecondFactor, useRenewCodes, useStartEnrolment } from "../api/second-factor";

const t = twoStep;

interface TwoStepDialogProps {
  step: "set-up" | "renew" | "turn-off";
  onClose: () => void;
}

/** Setting up, new recovery codes, switching off: each asks for the password first. */
export function TwoStepDialog({ step, onClose }: TwoStepDialogProps) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const words = codes
    ? t.codes
    : step === "set-up"
      ? { title: t.setUp.title, text: enrolment ? t.setUp.scanText : t.setUp.passwordText }
      : step === "renew"
        ? t.renew
        : t.turnOff;
  let body: ReactNode;
  if (codes) body = <Codes codes={codes} onDone={onClose} />;
  else if (step === "turn-off") body = <TurnOff onClose={onClose} />;
  else if (step === "renew") body = <Renew onCodes={setCodes} onClose={onClose} />;
  else if (enrolment) body = <Confirm enrolment={enrolment} onCodes={setCodes} onClose={onClose} />;
  else body = <Password onEnrolment={setEnrolment} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={words.title}
        description={words.text}
        closeLabel={messages.common.close}
        className="max-w-md"
        // A click beside it must not lose codes that cannot be had again.
        onInteractOutside={(event) => (codes ? event.preventDefault() : undefined)}
      >
        {body}
      </DialogContent>
    </Dialog>
  );
}

interface StepFormProps {
  error: unknown;
  fields: readonly string[];
  pending: boolean;
  submit: string;
  danger?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form of the dialog; what the API says of its fields is shown at them, the rest above. */
function StepForm({ error, fields, pending, submit, danger, onSubmit, onClose, children }: StepFormProps) {
  const elsewhere = error && !fields.some((field) => fieldProblem(error, field));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form noValidate onSubmit={send} className="grid gap-4">
      {elsewhere ? <ProblemAlert problem={describeProblem(error)} /> : null}
      {children}
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" variant={danger ? "danger" : undefined} pending={pending}>
          {submit}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: unknown;
}

function PasswordField({ value, onChange, error }: PasswordFieldProps) {
  return (
    <Field label={t.setUp.password} error={fieldProblem(error, "password")}>
      <Input type="password" autoComplete="current-password" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

interface CodeFieldProps extends PasswordFieldProps {
  label: string;
}

function CodeField({ label, value, onChange, error }: CodeFieldProps) {
  return (
    <Field label={label} error={fieldProblem(error, "code") ?? fieldProblem(error, "recovery_code")}>
      <Input
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        className="font-mono tracking-widest"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function Password({ onEnrolment, onClose }: { onEnrolment: (enrolment: Enrolment) => void; onClose: () => void }) {
  const start = useStartEnrolment();
  const [password, setPassword] = useState("");
  return (
    <StepForm
      error={start.error}
      fields={["password"]}
      pending={start.isPending}
      submit={t.setUp.next}
      onSubmit={() => start.mutate(password, { onSuccess: onEnrolment })}
      onClose={onClose}
    >
      <PasswordField value={password} onChange={setPassword} error={start.error} />
    </StepForm>
  );
}

interface ConfirmProps {
  enrolment: Enrolment;
  onCodes: (codes: string[]) => void;
  onClose: () => void;
}

function Confirm({ enrolment, onCodes, onClose }: ConfirmProps) {
  const confirm = useConfirmEnrolment();
  const [code, setCode] = useState("");
  // Drawn here: the secret goes to nobody who draws it for us.
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(enrolment.uri, { border: 2 }))}`;
  return (
    <StepForm
      error={confirm.error}
      fields={["code"]}
      pending={confirm.isPending}
      submit={t.setUp.confirm}
      onSubmit={() => confirm.mutate(code, { onSuccess: (answer) => onCodes(answer.recovery_codes) })}
      onClose={onClose}
    >
      { }
      <img src={picture} alt={t.setUp.qr} width={200} height={200} className="mx-auto rounded-md border bg-white" />
      <div className="text-[13px] text-muted-foreground">
        <p>{t.setUp.cannotScan}</p>
        <div className="mt-1 flex items-center gap-1">
          <code className="min-w-0 font-mono break-all text-foreground">{enrolment.secret}</code>
          <CopyButton value={enrolment.secret} label={t.setUp.copy} copiedLabel={t.setUp.copied} />
        </div>
      </div>
      <CodeField label={t.setUp.code} value={code} onChange={setCode} error={confirm.error} />
    </StepForm>
  );
}

function Renew({ onCodes, onClose }: { onCodes: (codes: string[]) => void; onClose: () => void }) {
  const renew = useRenewCodes();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  return (
    <StepForm
      error={renew.error}
      fields={["password", "code"]}
      pending={renew.isPending}
      submit={t.renew.confirm}
      onSubmit={() => renew.mutate({ password, code }, { onSuccess: (answer) => onCodes(answer.recovery_codes) })}
      onClose={onClose}
    >
      <PasswordField value={password} onChange={setPassword} error={renew.error} />
      <CodeField label={t.setUp.code} value={code} onChange={setCode} error={renew.error} />
    </StepForm>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const disable = useDisableSecondFactor();
  const [password, setPassword] = useState("");
  const [typed, setTyped] = useState("");
  return (
    <StepForm
      error={disable.error}
      fields={["password", "code", "recovery_code"]}
      pending={disable.isPending}
      submit={t.turnOff.confirm}
      danger
      onSubmit={() =>
        disable.mutate(
          { password, typed },
          {
            onSuccess: () => {
              toast.success(t.turnOff.done);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <PasswordField value={password} onChange={setPassword} error={disable.error} />
      <CodeField label={t.turnOff.code} value={typed} onChange={setTyped} error={disable.error} />
    </StepForm>
  );
}

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const me = useMe();
  const text = [t.codes.fileHead(me.data?.email ?? ""), "", ...codes, ""].join("\n");
  return (
    <div className="grid gap-4">
      <ul aria-label={t.codes.label} className="grid grid-cols-2 gap-2 rounded-md border bg-sidebar p-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <Button variant="outline" size="sm" onClick={() => saveFile(t.codes.file, text, "text/plain")}>
          {t.codes.download}
        </Button>
        <CopyButton value={codes.join("\n")} label={t.codes.copy} copiedLabel={t.codes.copied} />
      </div>
      <DialogFooter>
        <Button onClick={onDone}>{t.codes.done}</Button>
      </DialogFooter>
    </div>
  );
}
