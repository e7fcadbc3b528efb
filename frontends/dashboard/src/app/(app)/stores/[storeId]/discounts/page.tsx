import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Page } from "@/components/page";
import { DiscountList } from "@/features/discounts/components/discount-list";
import { discounts as discountWords } from "@/lib/messages/discounts";

export const metadata: Metadata = { title: discountWords.list.title };

export default function DiscountsPage() {
  return (
    <Page width="wide">
      <NuqsAdapter>
        <DiscountList />
      </NuqsAdapter>
    </Page>
  );
}
