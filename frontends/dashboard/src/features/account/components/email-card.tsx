"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { describeProblem, fieldProblem } from "@/lib/problems";
import { useChangeEmail } from "../api/security";
import { useMe } from "../api/session";
import { CodeIfOn } from "./code-if-on";

const t = security.account;

/** The address, whether it is confirmed, and the way to another one. */
export function EmailCard() {
  const me = useMe();
  const [changing, setChanging] = useState(false);
  if (!me.data) return null;
  return (
    <Card className="pb-4">
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            {t.emailTitle}
            <Badge tone={me.data.email_verified ? "success" : "warning"}>{me.data.email_verified ? t.confirmed : t.unconfirmed}</Badge>
          </span>
        }
        description={t.emailText(me.data.email)}
        className="flex-wrap sm:flex-nowrap"
        actions={
          <Button variant="outline" onClick={() => setChanging(true)}>
            {t.change}
          </Button>
        }
      />
      {changing ? <ChangeDialog onClose={() => setChanging(false)} /> : null}
    </Card>
  );
}

function ChangeDialog({ onClose }: { onClose: () => void }) {
  const change = useChangeEmail();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { email, password, typed },
      {
        onSuccess: () => {
          toast.success(t.sent(email));
          onClose();
        },
      },
    );
  };
  const wrong = { email: fieldProblem(change.error, "email"), password: fieldProblem(change.error, "password") };
  const elsewhere = change.isError && !wrong.email && !wrong.password && !fieldProblem(change.error, "code");
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.changeTitle} description={t.changeText} closeLabel={messages.common.close} className="max-w-md">
        <form noValidate onSubmit={submit} className="grid gap-4">
          {elsewhere ? <ProblemAlert problem={describeProblem(change.error)} /> : null}
          <Field label={t.newEmail} error={wrong.email}>
            <Input type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Field label={t.password} error={wrong.password}>
            <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
          <CodeIfOn value={typed} onChange={setTyped} error={change.error} />
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {messages.common.cancel}
            </Button>
            <Button type="submit" pending={change.isPending}>
              {t.send}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
