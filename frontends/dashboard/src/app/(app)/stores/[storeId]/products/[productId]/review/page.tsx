import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ReviewPage } from "@/features/review/components/review-page";
import { review } from "@/lib/messages/importing";

export const metadata: Metadata = { title: review.title };

export function generateStaticParams() {
  return [{ productId: "_" }];
}

export default function ProductReviewPage() {
  return (
    <Page width="wide">
      <ReviewPage />
    </Page>
  );
}
