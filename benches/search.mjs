// The search beside Pagefind, on finished sites: node benches/search.mjs --pagefind FOLDER [--sizes real,1000,10000]
//
// Builds each site with and without its search, lets Pagefind make its index of the same pages, and
// asks both the same questions in Chromium: how long making takes, what a first search loads, how
// long an answer takes with the processor slowed four times, and whether the right page is among
// the first three. FOLDER has Pagefind from npm (npm install --prefix FOLDER pagefind). Asserts
// nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { browser as start, repository } from '../tests/browser/tools.mjs';

const option = (name, otherwise) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise;
const program = resolve(option('--delwebb', join(repository, 'target/release/delwebb')));
const pagefind = option('--pagefind');
const sizes = option('--sizes', 'real,1000,10000').split(',');
const rounds = Number(option('--rounds', '3'));
// The generated sites have decisions of 2026.
const now = size => size === 'real' ? '2026-01-24' : '2026-11-22';
const SLOWED = 4, SHOWN = 10, MOST_TITLES = 60;
if (!pagefind || !existsSync(join(pagefind, 'node_modules/pagefind'))) {
  console.log('skipped: say where Pagefind is with --pagefind (npm install --prefix FOLDER pagefind)');
  process.exit(0);
}
const runner = (() => {
  const platforms = join(pagefind, 'node_modules/@pagefind'), [platform] = readdirSync(platforms);
  const bin = join(platforms, platform, 'bin');
  return join(bin, readdirSync(bin).find(name => !name.includes('.')));
})();

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const temp = mkdtempSync(join(tmpdir(), 'delwebb-search-bench-'));

/** Runs a program: seconds on the clock, and of the processor. */
function timed(command, args, cwd) {
  const script = 'import os,subprocess,sys,time\nt=time.time();r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.PIPE)\nu=os.times()\nprint(time.time()-t,u.children_user+u.children_system)\nsys.stderr.buffer.write(r.stderr[-2000:]);sys.exit(r.returncode)';
  const run = spawnSync('python3', ['-c', script, command, ...args], { cwd, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${run.stderr}`);
  const [wall, cpu] = run.stdout.trim().split(' ').map(Number);
  return { wall, cpu };
}

const sizeOf = folder => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  .map(entry => statSync(join(entry.parentPath, entry.name)).size).reduce((sum, size) => sum + size, 0);

/** Where a site's source is, made when it is not the repository's own. */
function source(size, hasSearch) {
  const root = join(temp, `${size}-${hasSearch}`);
  if (size === 'real') {
    spawnSync('cp', ['-r', join(repository, 'content'), root]);
    spawnSync('mkdir', ['-p', `${root}-root`]);
    spawnSync('mv', [root, `${root}-root/content`]);
    if (!hasSearch) for (const file of ['sok.md', 'sok.en.md']) rmSync(join(`${root}-root/content`, file));
    return `${root}-root`;
  }
  const made = spawnSync('python3', [join(repository, 'benches/delwebb_site.py'), size, root, ...(hasSearch ? ['--search'] : [])], { encoding: 'utf8' });
  if (made.stdout.startsWith('skipped')) {
    console.log(made.stdout.trim());
    return undefined;
  }
  return root;
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };

/** Serves a folder with gzip, and counts what goes over the line. */
async function serve(folder) {
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (path.endsWith('/')) path += 'index.html';
    const file = join(folder, path);
    if (!existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(file), type = TYPES[extname(file)] ?? 'application/octet-stream';
    // What is packed already is not packed again.
    const packs = type.startsWith('text/') || type === 'application/json' || type.startsWith('image/svg');
    const sent = packs ? gzipSync(bytes, { level: 6 }) : bytes;
    counted.push([path, sent.length]);
    response.writeHead(200, { 'content-type': type, ...(packs ? { 'content-encoding': 'gzip' } : {}) }).end(sent);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}
let counted = [];

/** Each question with the addresses that answer it. */
function questions(size, root) {
  if (size === 'real') {
    const lines = readFileSync(join(repository, 'tests/search/questions.txt'), 'utf8').split('\n');
    return lines.filter(line => line && !line.startsWith('#')).map(line => line.split(' | ')).map(([question, pages]) => [question, pages.split(' ')]);
  }
  // The titles of pages here and there: whoever knows what it is called finds it.
  const files = readdirSync(join(root, 'content/projekt'), { recursive: true }).filter(file => file.endsWith('.md') && !file.endsWith('_index.md')).sort();
  const step = Math.max(1, Math.floor(files.length / MOST_TITLES));
  return files.filter((_, at) => at % step === 0).slice(0, MOST_TITLES).map(file => {
    const title = /^titel: "?(.*?)"?$/m.exec(readFileSync(join(root, 'content/projekt', file), 'utf8'))[1];
    return [title.toLowerCase(), [`/projekt/${file.replace(/\.md$/, '')}/`]];
  });
}

/** Asks as a visitor of the search page does. */
const OURS = {
  page: '/sok/',
  ready: () => document.querySelector('[data-search-results]') !== null,
  ask: (question, most) => new Promise(answer => {
    const field = document.querySelector('#sok_fraga'), list = document.querySelector('[data-search-results]'), status = document.querySelector('[data-search-status]');
    const began = performance.now();
    const done = () => answer({ took: performance.now() - began, hrefs: [...list.querySelectorAll('a')].slice(0, most).map(a => new URL(a.href).pathname + new URL(a.href).hash) });
    const watcher = new MutationObserver(() => { watcher.disconnect(); requestAnimationFrame(done); });
    watcher.observe(list, { childList: true });
    watcher.observe(status, { childList: true, characterData: true, subtree: true });
    setTimeout(() => { watcher.disconnect(); done(); }, 4000);
    field.value = question;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }),
};
const THEIRS = {
  page: '/pagefind-prov.html',
  ready: () => Boolean(window.pagefind),
  ask: async (question, most) => {
    const began = performance.now();
    const found = await window.pagefind.search(question);
    const shown = await Promise.all(found.results.slice(0, most).map(result => result.data()));
    return { took: performance.now() - began, hrefs: shown.map(one => new URL(one.url, location.href).pathname) };
  },
};
const PROV = '<!doctype html><html lang="sv"><title>Prov</title><script type="module">const p = await import("/pagefind/pagefind.js"); await p.init(); window.pagefind = p;</script></html>';

async function asked(origin, who, all, browser) {
  const isPage = path => path === who.page || path === `${who.page}index.html`;
  const right = [], first = [], took = [], pageBytes = [];
  for (const [question, pages] of all) {
    // A visitor who has not searched before.
    const context = await browser.newContext(), page = await context.newPage();
    counted = [];
    await page.goto(origin + who.page, { waitUntil: 'load' });
    await page.waitForFunction(who.ready);
    await page.waitForLoadState('networkidle');
    const own = counted.filter(([path]) => isPage(path)).reduce((all, [, bytes]) => all + bytes, 0);
    const { hrefs } = await page.evaluate(([ask, question, most]) => new Function(`return ${ask}`)()(question, most), [who.ask.toString(), question, SHOWN]);
    await page.waitForLoadState('networkidle');
    // The page, its style sheet, script and pictures are there for whoever reads anything.
    const still = counted.filter(([path]) => !isPage(path) && !['.css', '.woff2', '.svg', '.png', '.ico'].includes(extname(path)) && !/\/js\/site/.test(path));
    first.push(still.reduce((all, [, bytes]) => all + bytes, 0));
    pageBytes.push(own);
    right.push(pages.some(wanted => hrefs.slice(0, 3).some(href => href === wanted || href === wanted.split('#')[0])));
    await context.close();
  }
  // Then one who types, on a slow machine.
  const context = await browser.newContext(), page = await context.newPage();
  await page.goto(origin + who.page, { waitUntil: 'load' });
  await page.waitForFunction(who.ready);
  const client = await context.newCDPSession(page);
  for (const [question] of all.slice(0, 20)) {
    const ask = text => page.evaluate(([ask, question, most]) => new Function(`return ${ask}`)()(question, most), [who.ask.toString(), text, SHOWN]);
    await ask(question.slice(0, -1));
    await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    took.push((await ask(question)).took);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  }
  await context.close();
  const count = right.filter(Boolean).length;
  return { right: `${count} of ${right.length}`, first: median(first), worst: Math.max(...first), page: median(pageBytes), took: median(took), slowest: Math.max(...took) };
}

const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`, s = seconds => `${seconds.toFixed(2)} s`, ms = time => `${Math.round(time)} ms`;
try {
  const browser = await start();
  for (const size of sizes) {
    const [without, own] = [source(size, false), source(size, true)];
    if (!own) break;
    const out = join(temp, `out-${size}`);
    const build = { with: [], without: [] }, index = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, root] of [['without', without], ['with', own]]) {
        rmSync(out, { recursive: true, force: true });
        rmSync(join(temp, `.out-${size}.delwebb`), { recursive: true, force: true });
        build[name].push(timed(program, ['build', '--now', now(size), '--out', out, '--lang', 'en'], root));
      }
      rmSync(join(out, 'pagefind'), { recursive: true, force: true });
      index.push(timed(runner, ['--site', out, '--force-language', 'sv', '--root-selector', 'main', '--quiet'], temp));
    }
    writeFileSync(join(out, 'pagefind-prov.html'), PROV);
    const { server, origin } = await serve(out);
    const all = questions(size, own);
    const cpu = list => median(list.map(one => one.cpu)), wall = list => median(list.map(one => one.wall));
    console.log(`\n${size} pages, ${all.length} questions, ${rounds} rounds; load ${readFileSync('/proc/loadavg', 'utf8').trim()}`);
    console.log(`build without search ${s(wall(build.without))} (processor ${s(cpu(build.without))}), with ${s(wall(build.with))} (${s(cpu(build.with))}): + ${Math.round((cpu(build.with) / cpu(build.without) - 1) * 100)} % of the processor's time (aim 25)`);
    console.log(`Pagefind's index ${s(wall(index))} (${s(cpu(index))}): ${(cpu(index) / Math.max(0.001, cpu(build.with) - cpu(build.without))).toFixed(1)} × ours; ${kB(sizeOf(join(out, 'pagefind')))} on the disk, ours ${kB(sizeOf(join(out, 'sok/index')))}`);
    for (const [name, who] of [['delwebb', OURS], ['Pagefind', THEIRS]]) {
      const found = await asked(origin, who, all, browser);
      console.log(`${name.padEnd(9)} right page among three ${found.right}; first search ${kB(found.first)} (most ${kB(found.worst)}), its page ${kB(found.page)}; answer ${ms(found.took)} (most ${ms(found.slowest)})`);
    }
    server.close();
    for (const folder of [without, own, out]) rmSync(folder, { recursive: true, force: true });
  }
  await browser.close();
} finally {
  rmSync(temp, { recursive: true, force: true });
}
