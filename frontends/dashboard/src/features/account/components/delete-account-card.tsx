"use client";

import { type FormEvent, useState } from "react";
import Link from "next/link";
import type { Obstacles } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Loaded } from "@/components/loaded";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { paths } from "@/lib/paths";
import { describeProblem, fieldProblem } from "@/lib/problems";
import { useDeleteAccount, useObstacles } from "../api/security";
import { useMe } from "../api/session";
import { CodeIfOn } from "./code-if-on";

const t = security.remove;

/** The end of the account, once nothing is in the way. */
export function DeleteAccountCard() {
  const [open, setOpen] = useState(false);
  return (
    <Card className="pb-4">
      <CardHeader
        title={t.title}
        description={t.text}
        className="flex-wrap sm:flex-nowrap"
        actions={
          <Button variant="danger-outline" onClick={() => setOpen(true)}>
            {t.open}
          </Button>
        }
      />
      {open ? <DeleteDialog onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const obstacles = useObstacles();
  return (
    <Dialog open onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent title={t.dialogTitle} description={t.dialogText} closeLabel={messages.common.close} className="max-w-md">
        <Loaded query={obstacles} failed={t.failed}>
          {(found) =>
            found.stores.length > 0 || found.subscription ? (
              <InTheWay obstacles={found} onClose={onClose} />
            ) : (
              <DeleteForm onClose={onClose} />
            )
          }
        </Loaded>
      </DialogContent>
    </Dialog>
  );
}

function InTheWay({ obstacles, onClose }: { obstacles: Obstacles; onClose: () => void }) {
  return (
    <div className="grid gap-4">
      <Alert tone="warning" title={t.obstacles}>
        <ul className="mt-1 grid gap-1">
          {obstacles.stores.map((store) => (
            <li key={store.id}>
              <Link href={paths.orders(store.id)} className="underline underline-offset-4">
                {t.openOrders(store.name, store.open_orders)}
              </Link>
            </li>
          ))}
          {obstacles.subscription ? <li>{t.subscription}</li> : null}
        </ul>
      </Alert>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          {messages.common.close}
        </Button>
      </DialogFooter>
    </div>
  );
}

function DeleteForm({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const remove = useDeleteAccount();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ email, password, typed });
  };
  const wrong = {
    email: fieldProblem(remove.error, "email"),
    password: fieldProblem(remove.error, "password"),
    code: fieldProblem(remove.error, "code") ?? fieldProblem(remove.error, "recovery_code"),
  };
  const elsewhere = remove.isError && !Object.values(wrong).some(Boolean);
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      {elsewhere ? <ProblemAlert problem={describeProblem(remove.error)} /> : null}
      <Field label={t.email(me.data?.email ?? "")} error={wrong.email}>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <Field label={t.password} error={wrong.password}>
        <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <CodeIfOn value={typed} onChange={setTyped} error={remove.error} />
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          {messages.common.cancel}
        </Button>
        <Button type="submit" variant="danger" pending={remove.isPending || remove.isSuccess}>
          {t.confirm}
        </Button>
      </DialogFooter>
    </form>
  );
}
