"use client";

import { useQuery } from "@tanstack/react-query";
import { unwrap } from "@tradewind/api-client";
import { imageUrl, Thumbnail } from "@/components/thumbnail";
import { useStore } from "@/features/stores/store-context";
import { api } from "@/lib/api";
import { keys } from "@/lib/query";

/** An uploaded image by its id. Renderings do not change once they are there. */
export function useImage(storeId: string, imageId: string | null) {
  return useQuery({
    queryKey: keys.image(storeId, imageId ?? ""),
    enabled: imageId !== null,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/products/images/{image_id}", {
          params: { path: { store_id: storeId, image_id: imageId ?? "" } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.status === "pending" && state.dataUpdateCount < 20 ? 1_500 : false),
  });
}

export function CollectionImage({ imageId }: { imageId: string | null }) {
  const store = useStore();
  const image = useImage(store.id, imageId);
  return <Thumbnail src={imageUrl(image.data?.sources ?? [], 80)} />;
}
