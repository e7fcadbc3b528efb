"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { security } from "@/lib/messages/security";

const t = security.page;
/** The form is loaded when it is opened first. */
const PasswordDialog = dynamic(() => import("./password-dialog").then((module) => module.PasswordDialog), { ssr: false });

/** Another password; every other session ends with it. */
export function PasswordCard() {
  const [open, setOpen] = useState(false);
  return (
    <Card className="pb-4">
      <CardHeader
        title={t.passwordTitle}
        description={t.passwordText}
        className="flex-wrap sm:flex-nowrap"
        actions={
          <Button variant="outline" onClick={() => setOpen(true)}>
            {t.changePassword}
          </Button>
        }
      />
      {open ? <PasswordDialog onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}
