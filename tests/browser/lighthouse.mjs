// Lighthouse: accessibility, best practices and search engines, 100 each.
import { createServer } from 'node:net';
import { timed } from './pace.mjs';
import { browser as start, tool } from './tools.mjs';

// The pages are still as soon as they have loaded, so nothing is waited for after that. `simulate` slows
// nothing down: the speed, which would be computed, is not asked for.
const SETTINGS = {
  output: 'json',
  logLevel: 'silent',
  throttlingMethod: 'simulate',
  disableFullPageScreenshot: true,
  skipAboutBlank: true,
  maxWaitForLoad: 20_000,
};
const CONFIG = {
  extends: 'lighthouse:default',
  settings: { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0 },
};
const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The categories that have less than 100, with what took them down. */
function found({ lhr }) {
  const problems = CATEGORIES.flatMap((name) => {
    const category = lhr.categories[name];
    if (category.score === 1) return [];
    const low = category.auditRefs.map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1);
    return [`${name} ${category.score === null ? 'was not measured' : Math.round(category.score * 100)}: ${low.map((audit) => `${audit.id} (${audit.title})`).join(', ')}`];
  });
  if (lhr.runtimeError) problems.push(`lighthouse: ${lhr.runtimeError.message}`);
  return problems;
}

/** Asks lighthouse of each `{address, hidden}` in turn, in a browser of its own; tells each result. What is `hidden` from search engines is not asked why. */
export async function lighthouse(pages, tell) {
  const port = await freePort();
  const own = await start([`--remote-debugging-port=${port}`]);
  const { default: run } = tool('lighthouse');
  try {
    for (const { address, hidden } of pages) {
      const ask = () => timed('lighthouse', () => run(address, { ...SETTINGS, port, onlyCategories: CATEGORIES, skipAudits: hidden ? ['is-crawlable'] : [] }, CONFIG));
      // On a machine that is busy a file may come too late for it: what is really wrong is so twice.
      const problems = found(await ask());
      tell(address, problems.length ? found(await ask()) : problems);
    }
  } finally {
    await own.close();
  }
}
