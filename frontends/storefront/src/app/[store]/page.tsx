import { currentTenant } from "@/lib/root";
import { getProductPage } from "@/lib/data";
export default async function Home() {
  const tenant = await currentTenant();
  const list = tenant ? await getProductPage(tenant.slug, 1) : null;
  return <h1>{list?.total} products</h1>;
}
