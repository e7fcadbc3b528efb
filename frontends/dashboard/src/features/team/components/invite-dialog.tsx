"use client";

import { useState } from "react";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { toast } from "sonner";
import * as z from "zod/mini";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { ProblemAlert } from "@/components/problem-alert";
import { emailRule } from "@/features/account/schemas/credentials";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { team as words } from "@/lib/messages/team";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useInvite } from "../api/team";

const t = words.invitations;
const schema = z.object({
  email: emailRule,
  role: z.enum(["manager", "viewer"]),
});

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const store = useStore();
  const invite = useInvite(store.id);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: "", role: "viewer" as const } });
  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      await invite.mutateAsync(values);
    } catch (error) {
      setProblem(showInForm(form, error, { byCode: { already_member: "email" } }));
      return;
    }
    toast.success(t.sent(values.email));
    onClose();
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t.title} description={t.text} closeLabel={messages.common.close} className="max-w-md">
        <form onSubmit={submit} noValidate className="grid gap-4">
          <ProblemAlert problem={problem} />
          <Field label={t.email} error={form.formState.errors.email?.message}>
            <Input type="email" autoComplete="off" autoCapitalize="none" spellCheck={false} {...form.register("email")} />
          </Field>
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <RadioCards
                label={t.role}
                value={field.value}
                onValueChange={field.onChange}
                options={(["viewer", "manager"] as const).map((role) => ({
                  value: role,
                  label: words.roles[role],
                  description: words.roleHints[role],
                }))}
              />
            )}
          />
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {messages.common.cancel}
            </Button>
            <Button type="submit" pending={invite.isPending}>
              {t.send}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
