// What the site may weigh, and what may not stand on a page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1024;
/** Where a script is allowed. */
export const SCRIPTED = /^\/(en\/)?(laget|sok)\//;

const isSearch = (path) => /^\/(en\/)?sok\//.test(path);
/** A report tells of a whole year on one page, and has a sheet of its own, and one for paper that comes after everything that is seen. */
const isReport = (path) => /^\/(en\/)?rapporter\/./.test(path);

const limits = (path) => ({
  // The page of the search and reports have sheets of their own besides.
  css: (isSearch(path) || isReport(path) ? 11 : 10) * KB,
  face: 15 * KB,
  script: SCRIPTED.test(path) ? 2 * KB : 0,
  html: (path === '/laget/' || isReport(path) ? 20 : 12) * KB,
  paper: 4 * KB,
  requests: isSearch(path) || isReport(path) ? 6 : path === '/laget/' ? 5 : 4,
});

const weigh = (bytes) => gzipSync(bytes, { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / KB).toFixed(1)} kB`;

/** Problems with the weight of a page: `site` is the folder it lies in. The search page's script has a budget of its own. */
export function weight(site, page) {
  const limit = limits(page.path);
  const problems = [];
  const over = (what, bytes, most) => {
    if (bytes > most) problems.push(`${what} is ${kilobytes(bytes)}, at most ${kilobytes(most)}`);
  };
  over('HTML', weigh(page.html), limit.html);
  const linked = (pattern) => [...page.html.matchAll(pattern)].map((found) => found[1].replace(/^https?:\/\/[^/]*/, ''));
  const file = (href) => readFileSync(join(site, href));
  const weighAll = (hrefs) => hrefs.reduce((all, href) => all + weigh(file(href)), 0);
  over('CSS', weighAll(linked(/<link rel="stylesheet" href="([^"]+)"(?! media="print")/g)), limit.css);
  over('CSS for paper', weighAll(linked(/<link rel="stylesheet" href="([^"]+)" media="print"/g)), limit.paper);
  for (const href of linked(/href="([^"]+\.woff2)"/g)) over(`heading face ${href}`, file(href).length, limit.face);
  const scripts = [...page.html.matchAll(/<script(?![^>]*type="?application\/(?:ld\+)?json)([^>]*)>([\s\S]*?)<\/script>/g)];
  if (!isSearch(page.path)) {
    const bytes = scripts.reduce((all, [, attributes, text]) => {
      const src = /src="([^"]+)"/.exec(attributes)?.[1].replace(/^https?:\/\/[^/]*/, '');
      return all + weigh(src ? file(src) : text);
    }, 0);
    if (scripts.length && limit.script === 0) problems.push('a script, where none is allowed');
    else over('JavaScript', bytes, limit.script);
  }
  if (/<[a-z][^>]*\son[a-z]+=|(?:href|src|action)="javascript:/i.test(page.html)) problems.push('a script in an attribute');
  if (/<[a-z][^>]*\sstyle=/i.test(page.html)) problems.push('a style in an attribute');
  return problems;
}

/** Problems with how much the first view asks for. */
export function requests(path, asked) {
  const most = limits(path).requests;
  return asked.length > most ? [`${asked.length} requests, at most ${most}: ${asked.map((url) => new URL(url).pathname).join(' ')}`] : [];
}

/** Pages that two builds of the same facts made differently: a build time or a hash of the site on a page. */
export function stamps(one, other) {
  const before = new Map(one.map((page) => [page.path, page.html]));
  return other.filter((page) => before.get(page.path) !== page.html).map((page) => {
    const [a, b] = [before.get(page.path)?.split('\n') ?? [], page.html.split('\n')];
    const at = b.findIndex((line, i) => line !== a[i]);
    return `${page.path} changes with the day of the build: ${b[at]?.trim().slice(0, 120)}`;
  });
}
