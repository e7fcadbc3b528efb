import type { Metadata } from "next";
import { ResetPassword } from "@/features/account/components/reset-password";
import { security } from "@/lib/messages/security";

export const metadata: Metadata = { title: security.reset.title };

export default function ResetPasswordPage() {
  return <ResetPassword />;
}
