import { type ReactNode, Suspense } from "react";
import { AuthGate } from "@/features/account/components/auth-gate";
import { AppShell } from "@/features/shell/components/app-shell";
import { ShellSkeleton } from "@/features/shell/components/shell-skeleton";

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<ShellSkeleton />}>
      <AuthGate fallback={<ShellSkeleton />}>
        <AppShell>{children}</AppShell>
      </AuthGate>
    </Suspense>
  );
}
