import { unwrap } from "@tradewind/api-client";
import { api } from "@/lib/api";
import { pause, sendForm, type UploadPorts } from "../lib/upload";

/** Uploading into a store, for real: the API gives the place, the bytes go straight there. */
export function uploadPorts(storeId: string): UploadPorts {
  return {
    request: (file) =>
      unwrap(
        api.POST("/api/v1/stores/{store_id}/products/upload", {
          params: { path: { store_id: storeId } },
          body: { filename: file.name.slice(-255), content_type: file.type, size: file.size },
        }),
      ),
    send: sendForm,
    read: (imageId, signal) =>
      unwrap(
        api.GET("/api/v1/stores/{store_id}/products/images/{image_id}", {
          params: { path: { store_id: storeId, image_id: imageId } },
          signal,
        }),
      ),
    wait: pause,
  };
}
