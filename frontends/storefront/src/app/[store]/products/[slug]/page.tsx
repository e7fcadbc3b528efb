import { currentTenant } from "@/lib/root";
import { getProduct } from "@/lib/data";
export function generateStaticParams() { return [{ slug: "_" }]; }
export default async function P({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const tenant = await currentTenant();
  const p = tenant ? await getProduct(tenant.slug, slug) : null;
  return <h1>{p?.title}</h1>;
}
