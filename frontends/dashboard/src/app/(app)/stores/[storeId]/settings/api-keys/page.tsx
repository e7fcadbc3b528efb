import type { Metadata } from "next";
import { KeyPage } from "@/features/team/components/key-page";
import { team } from "@/lib/messages/team";

export const metadata: Metadata = { title: team.keys.title };

export default function KeyPageSettings() {
  return <KeyPage />;
}
