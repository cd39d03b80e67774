// Proof that each check can fail: small broken pages, one for each check, and one that is well. A
// check that keeps silent about its broken page is a failure, and so is one that complains of the good one.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { broken, good, whole } from './broken.mjs';
import { one, perType } from './pertype.mjs';
import { dim, expected } from './selfparts.mjs';
import { serve } from './server.mjs';
import { inTabs } from './tab.mjs';
import { repository } from './tools.mjs';
import { FULL, SAMPLE, visit } from './visit.mjs';

/** The checks of a visit go together; the others are asked alone. */
const OF_VISITS = /^(axe|contrast|fits|outline|quiet)(,.*)?$/;
const VIEW = { ...SAMPLE[0], larger: [200] };

/** Lays out the broken pages in a folder of their own and serves them; `lighthouse` is the one for Lighthouse. */
export async function layOut() {
  const folder = mkdtempSync(join(tmpdir(), 'delwebb-broken-'));
  const write = (name, html) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), html);
  };
  const faces = join(repository, 'themes/strandlinje/assets/typsnitt');
  copyFileSync(join(faces, readdirSync(faces).find((file) => file.endsWith('.woff2'))), join(folder, 'face.woff2'));
  write('good/index.html', good());
  for (const [i, { html }] of broken.entries()) write(`${i}/index.html`, whole(html));
  write('dim/index.html', dim.html);
  const server = await serve(folder);
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, address: server.address, lighthouse: `${server.address}/dim/`, close };
}

/** Adds a result for each broken page. */
export async function selftest(browser, address, atOnce, report) {
  const items = [{ path: '/good/' }, ...broken.map((one, i) => ({ ...one, path: `/${i}/` }))];
  await inTabs(browser, atOnce, items, async ({ path, check, says, name, views = [VIEW], visited = OF_VISITS.test(check) }, tab) => {
    if (!check) {
      const found = [...(await visit(tab, address, path, [SAMPLE[0], FULL.at(-1)])), ...(await perType(tab, address, path, true))];
      report.result('self-test', 'the good page', found.flatMap(([which, view, problems]) => problems.map((problem) => `${which}, ${view}: ${problem}`)));
      return;
    }
    const problems = visited
      ? (await visit(tab, address, path, views, check.split(',')[0])).filter(([which]) => which === check).flatMap(([, , more]) => more)
      : await one(tab, address, path, check);
    expected(report, name, problems, says);
    // What a broken page has put on the reader's machine is not the next one's fault.
    if (check === 'quiet') await tab.close();
  }, ({ name, path }, error) => report.result('self-test', name ?? path, [error.message]));
}
