// Proof that each check can fail: small broken pages, one for each check, and one that is well. A
// check that keeps silent about its broken page is a failure, and so is one that complains of the good one.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { several } from './report.mjs';
import { serve } from './server.mjs';
import { repository } from './tools.mjs';
import { broken, good, whole } from './broken.mjs';
import { SAMPLE, visit } from './visit.mjs';
import { one, perType } from './pertype.mjs';

const PER_TYPE = new Set(['keyboard', 'stillness', 'forced colours', 'no script', 'filters', 'late face', 'on paper']);
const VIEW = { ...SAMPLE[0], larger: [200] };

/** Runs all: adds a result for each broken page. */
export async function selftest(browser, report) {
  const folder = mkdtempSync(join(tmpdir(), 'delwebb-broken-'));
  const write = (name, html) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), html);
  };
  const server = await serve(folder);
  // A broken page is asked by the check that must complain; the visit's checks go together.
  const ask = async (path, check) => (PER_TYPE.has(check) ? one(browser, server.address, path, check) : (await visit(browser, server.address, path, VIEW)).found);
  try {
    const faces = join(repository, 'themes/strandlinje/assets/typsnitt');
    copyFileSync(join(faces, readdirSync(faces).find((file) => file.endsWith('.woff2'))), join(folder, 'face.woff2'));
    write('good/index.html', good());
    for (const [i, { html }] of broken.entries()) write(`${i}/index.html`, whole(html));
    await several([{ path: '/good/' }, ...broken.map((one, i) => ({ ...one, path: `/${i}/` }))], 3, async ({ path, check, says, name }) => {
      if (!check) {
        const found = [...(await ask(path)), ...(await perType(browser, server.address, path, true))];
        report.result('self-test', 'the good page', found.flatMap(([which, problems]) => problems.map((problem) => `${which}: ${problem}`)));
        return;
      }
      const found = await ask(path, check);
      const problems = found.filter(([which]) => which === check).flatMap(([, more]) => more);
      const heard = problems.some((problem) => says.test(problem));
      const others = found.filter(([which]) => which !== check).flatMap(([which, more]) => more.map((problem) => `${which}: ${problem}`));
      report.result('self-test', name, heard ? [] : [`${check} should say ${says}, and says: ${problems.join(' / ') || 'nothing'}; others: ${others.join(' / ') || 'nothing'}`]);
    }, ({ name, path }, error) => report.result('self-test', name ?? path, [error.message]));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
