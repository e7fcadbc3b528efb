import type { Metadata } from "next";
import { AccountForm } from "@/features/account/components/account-form";
import { messages } from "@/lib/messages";

export const metadata: Metadata = { title: messages.account.login.title };

export default function LoginPage() {
  return <AccountForm mode="login" />;
}
