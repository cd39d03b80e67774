// Which pages the finished site has, and of which type each is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All pages of the finished site in order: `{path, file, html, type}`. */
export function pages(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => {
      const html = readFileSync(join(folder, file), 'utf8');
      const path = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
      return { path, file: join(folder, file), html, type: type(path) };
    })
    .filter((page) => !/http-equiv="?refresh/i.test(page.html));
}

/** Pages made by one template with one kind of content share a type: `/projekt/*`. */
export function type(path) {
  const parts = path.split('/').filter(Boolean);
  if (parts[0] === 'en' && parts.length > 1) return `/en${type(`/${parts.slice(1).join('/')}/`)}`;
  return parts.length > 1 ? `/${parts[0]}/*` : path;
}

/** One page of each type: the one with the most on it. */
export function ofEachType(all) {
  const found = new Map();
  for (const page of all) {
    const other = found.get(page.type);
    if (!other || other.html.length < page.html.length) found.set(page.type, page);
  }
  return [...found.values()];
}

/** Whether a page asks search engines to leave it alone. */
export const hidden = (page) => /name="robots" content="noindex/.test(page.html);

/** What the site map leaves out or has too much of. */
export function siteMap(folder, all) {
  const map = readFileSync(join(folder, 'sitemap.xml'), 'utf8');
  const named = new Set([...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => new URL(found[1]).pathname));
  const there = new Set(all.filter((page) => !hidden(page)).map((page) => page.path));
  return [
    ...[...there].filter((path) => !named.has(path)).map((path) => `${path} is not in sitemap.xml`),
    ...[...named].filter((path) => !there.has(path)).map((path) => `sitemap.xml names ${path}, which is no page`),
  ];
}
