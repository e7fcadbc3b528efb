import { Page } from "@/components/page";
import { StoreOverview } from "@/features/overview/components/store-overview";

export default function StorePage() {
  return (
    <Page>
      <StoreOverview />
    </Page>
  );
}
