import type { Metadata } from "next";
import { VerifyEmail } from "@/features/account/components/verify-email";
import { security } from "@/lib/messages/security";

export const metadata: Metadata = { title: security.verify.title };

export default function VerifyEmailPage() {
  return <VerifyEmail />;
}
