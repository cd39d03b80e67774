// Accessibility faults seeded on purpose, one a page: what axe finds of them in Chromium, and what
// delwebb finds in what the writer wrote. What comes from Markdown, a template or a colour delwebb
// must find, at its line; who finds what stands in seeded/README.md, which `UPDATE=1` writes.
//
// Besides the suite it runs alone: `node tests/browser/run.mjs --seeded --delwebb PATH`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Report } from './report.mjs';
import { serve } from './server.mjs';
import { inTabs } from './tab.mjs';
import { browser as start, repository, tool } from './tools.mjs';

const here = fileURLToPath(new URL('seeded/', import.meta.url));
const TABLE = join(here, 'README.md');
const VIEW = { width: 1280, height: 900, scheme: 'light' };
const NOW = '2026-01-24';
/** A page without faults. */
const PLAIN = '/om/';

/** The rules that would stop a build: here they must not, so that axe has a page to look at. */
const SOFTENED = ['H001', 'H002', 'L001', 'L002', 'L007', 'M001', 'M003', 'M006', 'M007', 'M008', 'M011', 'M012', 'M013', 'T006'];

const AXE = {
  resultTypes: ['violations', 'incomplete'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** The faults of a file: `{name, about, wcag, code, text, line}`, the line counted from the first of the text. */
function faults(file) {
  const [, ...parts] = readFileSync(join(here, file), 'utf8').split(/^=== /m);
  return parts.map((part) => {
    const [head, ...lines] = part.trimEnd().split('\n');
    const [name, about, wcag, code, lang] = head.split(' | ');
    const line = lines.findIndex((text) => text.startsWith('»')) + 1;
    if (!code || line === 0) throw new Error(`${file}: ${head} has no code or no marked line`);
    return { name, about, wcag, code, lang, line, text: lines.map((text) => text.replace(/^»/, '')).join('\n') };
  });
}

function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const SETTINGS = `titel: Prov
beskrivning: Sidor med fel.
språk: [sv, en]
adress: "https://exempel.se/"
rå_html: sanerad
vokabulär:
  arbetstyp: [projekt]
granskning:
${SOFTENED.map((code) => `  - {regel: ${code}, nivå: tips}`).join('\n')}
`;

let numbers = 0;

/** A page with a text, in Swedish but for `en`: only the text may be at fault. */
function page(text, { more = '', lang } = {}) {
  numbers += 1;
  const [titel, ingress] = lang ? ['Page', 'This is page'] : ['Sida', 'Det här är sida'];
  return `---\ntitel: ${titel} ${numbers}\ningress: ${ingress} ${numbers}.\n${more}---\n\n${text}\n`;
}

/** Lines before a page's text. */
const HEAD = page('').split('\n').length - 2;

/** Where a fault stands in a site: a page, or a translation of one. */
const file = (fault) => `content/om/${fault.name}${fault.lang ? `.${fault.lang}` : ''}.md`;

/** A document without faults: tagged, with a title and a language. */
function pdf() {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Lang(sv)/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
    '<</Title(Rapporten)>>',
    '<</Type/StructTreeRoot/K[<</S/Document>>]>>',
  ];
  let out = '%PDF-1.7\n';
  let places = '0000000000 65535 f \n';
  objects.forEach((object, at) => {
    places += `${String(out.length).padStart(10, '0')} 00000 n \n`;
    out += `${at + 1} 0 obj\n${object}\nendobj\n`;
  });
  return `${out}xref\n0 6\n${places}trailer\n<</Size 6/Root 1 0 R/Info 4 0 R>>\nstartxref\n${out.length}\n%%EOF\n`;
}

/** A site with what all faults need. */
function site(folder, settings) {
  write(folder, 'content/site.yaml', settings);
  write(folder, 'content/index.md', '---\ntitel: Start\ningress: Sidor att prova på.\n---\n\nText på startsidan.\n');
  write(folder, 'content/om/index.md', page('Text om alla sidor.'));
  mkdirSync(join(folder, 'content/static'), { recursive: true });
  copyFileSync(join(repository, 'docs/content/skriva/lankar-och-bilder/karta.png'), join(folder, 'content/static/karta.png'));
  for (const file of ['film.mp4', 'ljud.mp3']) write(folder, `content/static/${file}`, 'prov');
  write(folder, 'content/static/rapport.pdf', pdf());
}

/** What delwebb finds in a site, and the site built. */
function found(delwebb, folder) {
  const run = (command, ...more) => spawnSync(delwebb, [command, '--now', NOW, ...more], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  const check = run('check', '--format', 'json');
  const build = run('build', '--color', 'never');
  if (build.status !== 0) {
    const said = `${build.stdout}${build.stderr}`.split('\n').filter((line) => /^(fel|error)\b/.test(line));
    throw new Error(`the seeded site could not be built: ${said.join(' ')}`);
  }
  return check.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

const source = () => readFileSync(tool.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The names of the rules of axe that complain of a page, and of those that cannot tell. `html` is put
 * into the page as it is: what delwebb has taken out of it.
 */
async function byAxe(tab, address, path, axe, html = '') {
  const { page: shown } = await tab.open(address, path, VIEW);
  if (html) await shown.evaluate((text) => document.querySelector('main h1').closest('main').insertAdjacentHTML('beforeend', text), html);
  await shown.evaluate(axe);
  const result = await shown.evaluate((options) => window.axe.run(document, options), AXE);
  const names = (rules) => rules.map((rule) => rule.id).sort();
  return { sure: names(result.violations), open: names(result.incomplete) };
}

/** Builds the sites, looks at every page: rows of `{group, fault, axe, said, others}`. */
async function look(browser, delwebb, temporary, report) {
  const rows = [];
  const axe = source();
  let known;
  const visit = async (folder, faulty) => {
    const server = await serve(join(folder, 'public'));
    try {
      const clean = await new Promise((done, failed) => inTabs(browser, 1, [0], async (_, tab) => done(await byAxe(tab, server.address, PLAIN, axe)), (_, error) => failed(error)));
      await inTabs(browser, 4, faulty, async (row, tab) => {
        const taken = row.fault.code === 'M001' ? row.fault.text : '';
        const seen = await byAxe(tab, server.address, row.path, axe, taken);
        // What axe cannot tell of a page without faults it cannot tell of any.
        known ??= clean.open;
        row.axe = { sure: seen.sure, open: seen.open.filter((rule) => !known.includes(rule)) };
      }, (row, error) => report.result('seeded faults', row.fault.name, [error.stack]));
      return clean;
    } finally {
      await server.close();
    }
  };

  /** Looks at the faults of a site that has been written: `where` says in which file each stands. */
  const all = async (folder, group, list, where, head) => {
    const said = found(delwebb, folder);
    const own = list.map((fault) => ({
      group,
      fault,
      path: `${fault.lang ? `/${fault.lang}` : ''}/om/${fault.name}/`,
      line: fault.line + head,
      said: said.filter((one) => one.file === where(fault)),
    }));
    const clean = await visit(folder, own);
    const plain = said.filter((one) => one.file === 'content/om/index.md').map((one) => one.code);
    report.result('seeded faults', `a page without faults, ${group}`, [...clean.sure, ...plain]);
    rows.push(...own);
  };

  const pages = join(temporary, 'pages');
  const written = faults('pages.txt');
  site(pages, SETTINGS);
  for (const fault of written) {
    write(pages, file(fault), page(fault.text, fault));
    if (fault.lang) write(pages, `content/om/${fault.name}.md`, page('Text på svenska.'));
  }
  await all(pages, 'Markdown', written, file, HEAD);

  const theme = join(temporary, 'theme');
  const template = (fault) => `themes/prov/templates/${fault.name}.html`;
  const templates = faults('templates.txt');
  site(theme, `${SETTINGS}tema: prov\n`);
  write(theme, 'themes/prov/theme.yaml', 'namn: Prov\nutökar: strandlinje\n');
  for (const fault of templates) {
    write(theme, `content/om/${fault.name}.md`, page('Text.', { more: `mall: ${fault.name}\n` }));
    write(theme, template(fault), `${fault.text}\n`);
  }
  await all(theme, 'Templates', templates, template, 0);

  for (const fault of faults('colours.txt')) {
    const folder = join(temporary, fault.name);
    site(folder, `${SETTINGS}${fault.text}\n`);
    const said = found(delwebb, folder).filter((one) => one.file === 'content/site.yaml');
    const row = { group: 'Colours', fault, path: PLAIN, line: fault.line + SETTINGS.split('\n').length - 1, said };
    await visit(folder, [row]);
    rows.push(row);
  }
  return rows;
}

/** Whether delwebb says what it must, at the line it must. */
const isFound = (row) => row.said.some((one) => one.code === row.fault.code && one.line === row.line);

function table(rows) {
  const cell = ({ sure, open }) => [...sure, ...open.map((rule) => `(${rule})`)].join(', ') || '–';
  const count = (list, which) => list.filter(which).length;
  const groups = [...new Set(rows.map((row) => row.group))];
  const sees = (row) => row.axe.sure.length > 0;
  const lines = [
    '# Who finds what',
    '',
    'Made by `UPDATE=1 node tests/browser/run.mjs --seeded --delwebb PATH`, and held by the same run without `UPDATE`, which is part of `tests/run`.',
    '',
    'One fault a page, written in `pages.txt`, `templates.txt` and `colours.txt`. *axe* is what axe-core says of the page in Chromium (WCAG 2.0 to 2.2, A and AA, and best practice); a rule in parentheses could not tell. *delwebb* is what `delwebb check` says of the line that the writer wrote, before there is a page. HTML that delwebb takes out of the page (M001) is put back before axe looks: so the faults that readers never meet count for axe too.',
    '',
    '| what | faults | axe | delwebb | only axe | only delwebb |',
    '|---|--:|--:|--:|--:|--:|',
    ...groups.map((group) => {
      const own = rows.filter((row) => row.group === group);
      return `| ${group} | ${own.length} | ${count(own, sees)} | ${count(own, isFound)} | ${count(own, (row) => sees(row) && !isFound(row))} | ${count(own, (row) => isFound(row) && !sees(row))} |`;
    }),
  ];
  for (const group of groups) {
    lines.push('', `## ${group}`, '', '| fault | WCAG | axe | delwebb |', '|---|---|---|---|');
    for (const row of rows.filter((one) => one.group === group)) {
      const other = [...new Set(row.said.map((one) => one.code))].filter((code) => code !== row.fault.code);
      const own = isFound(row) ? `${row.fault.code}, line ${row.line}` : '–';
      lines.push(`| ${row.fault.about} | ${row.fault.wcag} | ${cell(row.axe)} | ${[own, ...other].join('; ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Looks at every seeded fault, and holds what is found against the table. */
export async function seeded(browser, delwebb, report) {
  const temporary = mkdtempSync(join(tmpdir(), 'delwebb-seeded-'));
  try {
    const rows = await look(browser, delwebb, temporary, report);
    for (const row of rows) {
      const said = row.said.map((one) => `${one.code} at line ${one.line}`).join(', ') || 'nothing';
      report.result('seeded faults', row.fault.name, isFound(row) ? [] : [`delwebb must say ${row.fault.code} at line ${row.line}, and says ${said}; axe: ${row.axe?.sure}`]);
    }
    const made = table(rows);
    if (process.env.UPDATE) writeFileSync(TABLE, made);
    const known = existsSync(TABLE) ? readFileSync(TABLE, 'utf8') : '';
    const wrong = made.split('\n').filter((line) => !known.split('\n').includes(line));
    report.result('seeded faults', 'the table', made === known ? [] : [`UPDATE=1 writes it anew: ${wrong.slice(0, 5).join(' / ')}`]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { delwebb: { type: 'string' } } });
  const report = new Report();
  const browser = await start();
  try {
    await seeded(browser, resolve(values.delwebb), report);
  } catch (error) {
    report.result('seeded faults', 'all', [error.stack]);
  } finally {
    await browser.close();
  }
  process.exitCode = report.end();
}
