"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { Lock } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { EmptyState } from "@tradewind/ui/state";
import { readOnly as t } from "@/lib/messages/read-only";
import { useCanEdit, useStore } from "../store-context";

interface EditGateProps {
  title: string;
  back: { href: string; label: string };
  children: ReactNode;
}

/** A page that is of use only to those who may change the store; the others are told why, and led back. */
export function EditGate({ title, back, children }: EditGateProps) {
  const store = useStore();
  if (useCanEdit()) return children;
  return (
    <Card>
      <EmptyState
        heading="h1"
        icon={Lock}
        title={title}
        description={store.role === "viewer" ? t.viewer : t.held}
        action={
          <Button asChild variant="outline">
            <Link href={back.href}>{back.label}</Link>
          </Button>
        }
      />
    </Card>
  );
}
