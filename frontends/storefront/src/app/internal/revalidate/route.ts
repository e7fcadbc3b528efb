import { revalidateTag } from "next/cache";
import { forget } from "@/lib/api/upstream";
import { readConfig } from "@/lib/config";
import { isAuthorized, readTags } from "@/lib/revalidation";

/** Drops the pages that show what the tags name; the next request renders them anew. */
export async function POST(request: Request): Promise<Response> {
  if (!isAuthorized(request.headers.get("authorization"), readConfig().revalidateToken)) {
    return Response.json({ code: "unauthorized" }, { status: 401, headers: { "www-authenticate": "Bearer" } });
  }
  const tags = readTags(await request.json().catch(() => null));
  if (!tags) return Response.json({ code: "invalid_tags" }, { status: 422 });
  forget(tags);
  for (const tag of tags) revalidateTag(tag, { expire: 0 });
  return Response.json({ revalidated: tags });
}
