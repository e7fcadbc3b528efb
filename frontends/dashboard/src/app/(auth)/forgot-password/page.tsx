import type { Metadata } from "next";
import { ForgotPassword } from "@/features/account/components/forgot-password";
import { security } from "@/lib/messages/security";

export const metadata: Metadata = { title: security.forgot.title };

export default function ForgotPasswordPage() {
  return <ForgotPassword />;
}
