"use client";

import { useEffect } from "react";
import { useRouter } from "next/navigation";
import { ShellSkeleton } from "@/features/shell/components/shell-skeleton";
import { paths } from "@/lib/paths";

/** Home is the list of stores. A redirect in the browser, because an exported build has no server to make it. */
export default function HomePage() {
  const router = useRouter();
  useEffect(() => router.replace(paths.stores), [router]);
  return <ShellSkeleton />;
}
