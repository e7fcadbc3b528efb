import type { Metadata } from "next";
import { Join } from "@/features/team/components/join";
import { team } from "@/lib/messages/team";

export const metadata: Metadata = { title: team.join.title };

export default function JoinPage() {
  return <Join />;
}
