/** Settings of the running server. Read at every use, never at build: one image serves every deployment. */
export interface Config {
  apiUrl: string;
  rootDomain: string;
  /** `https://{slug}.example.com`: the one address a store is known by. */
  storeUrlTemplate: string;
  trustForwardedHost: boolean;
  revalidateToken: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const isLocal = (domain: string) => domain === "localhost" || domain.endsWith(".localhost");

export function readConfig(env: Environment = process.env): Config {
  const rootDomain = (env.ROOT_DOMAIN || "localhost").trim().toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  const local = isLocal(rootDomain);
  const template = local ? `http://{slug}.${rootDomain}:${env.PORT || "3001"}` : `https://{slug}.${rootDomain}`;
  return {
    apiUrl: (env.API_URL || "http://localhost:8000").replace(/\/+$/, ""),
    rootDomain,
    storeUrlTemplate: (env.STOREFRONT_URL_TEMPLATE || template).replace(/\/+$/, ""),
    trustForwardedHost: env.TRUST_FORWARDED_HOST === "1",
    revalidateToken: env.REVALIDATE_TOKEN || null,
  };
}

/** The canonical origin of a store, without a trailing slash. */
export function storeOrigin(slug: string, config: Config = readConfig()): string {
  return config.storeUrlTemplate.replace("{slug}", slug);
}
