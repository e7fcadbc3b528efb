import { STATES } from "@/lib/gate";
export function generateStaticParams() { return [{ kind: "_" }]; }
export default async function S({ params }: { params: Promise<{ kind: string }> }) {
  const { kind } = await params;
  return <h1>State {kind}</h1>;
}
