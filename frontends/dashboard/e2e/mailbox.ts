import { expect } from "@playwright/test";
import { linksIn, mailsTo } from "../../e2e/support";

/** The address of `path`, with its token, in the newest mail to `email` that has one, once it is there. */
export async function linkFromMail(email: string, path: string): Promise<string> {
  let link = "";
  await expect
    .poll(async () => {
      for (const mail of await mailsTo(email)) {
        link = (await linksIn(mail)).find((each) => each.includes(`${path}#token=`)) ?? "";
        if (link) break;
      }
      return link;
    })
    .not.toBe("");
  return link;
}
