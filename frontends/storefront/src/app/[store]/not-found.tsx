import type { Metadata } from "next";
import { Notice } from "@/components/shell/notice";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";

const stateHere = async () => messages.state[(await currentTenant()) ? "page-missing" : "unknown"];

/** Next takes the head of every page answered with 404 from here, whichever page it is. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await stateHere()).title, robots: { index: false, follow: false } };
}

export default async function NotFound() {
  return <Notice {...await stateHere()} />;
}
