"use client";

import { useState } from "react";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import * as z from "zod/mini";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useChangePassword } from "../api/security";
import { passwordRule } from "../schemas/credentials";
import { CodeIfOn } from "./code-if-on";

const t = security.page;
const schema = z.object({
  current_password: z.string().check(z.minLength(1, messages.account.passwordRequired)),
  password: passwordRule,
});

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const change = useChangePassword();
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [typed, setTyped] = useState("");
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { current_password: "", password: "" } });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await change.mutateAsync({ ...values, typed });
    } catch (error) {
      // A code that is wrong is said at its own field.
      if (!isProblem(error, "invalid_second_factor")) setProblem(showInForm(form, error));
      return;
    }
    toast.success(t.saved);
    onClose();
  });
  return (
    <Dialog open onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent title={t.changePassword} description={t.passwordText} closeLabel={messages.common.close} className="max-w-md">
        <form noValidate onSubmit={submit} className="grid gap-4">
          <ProblemAlert problem={problem} />
          <Field label={t.current} error={errors.current_password?.message}>
            <Input type="password" autoComplete="current-password" {...form.register("current_password")} />
          </Field>
          <Field label={t.next} hint={security.reset.hint} error={errors.password?.message}>
            <Input type="password" autoComplete="new-password" {...form.register("password")} />
          </Field>
          <CodeIfOn value={typed} onChange={setTyped} error={change.error} />
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {messages.common.cancel}
            </Button>
            <Button type="submit" pending={change.isPending}>
              {t.save}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
