import type { Metadata } from "next";
import { TeamPage } from "@/features/team/components/team-page";
import { team } from "@/lib/messages/team";

export const metadata: Metadata = { title: team.people.title };

export default function TeamPageSettings() {
  return <TeamPage />;
}
