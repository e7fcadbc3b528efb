const escape = (text: string) =>
  text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A sitemap of absolute addresses, first the most important one. */
export function sitemapXml(locations: readonly string[]): string {
  const urls = locations.map((location) => `<url><loc>${escape(location)}</loc></url>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`;
}
