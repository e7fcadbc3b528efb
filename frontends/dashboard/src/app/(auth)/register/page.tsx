import type { Metadata } from "next";
import { AccountForm } from "@/features/account/components/account-form";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.account.register.title };

export default function RegisterPage() {
  return <AccountForm mode="register" />;
}
