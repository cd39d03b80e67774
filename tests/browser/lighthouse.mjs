// Lighthouse: accessibility, best practices and search engines, 100 each.
import { createServer } from 'node:net';
import { browser as start, tool } from './tools.mjs';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks lighthouse of each address in turn, in a browser of its own; tells each result. */
export async function lighthouse(addresses, tell) {
  const port = await freePort();
  const own = await start([`--remote-debugging-port=${port}`]);
  const { default: run } = tool('lighthouse');
  try {
    for (const address of addresses) {
      const { lhr } = await run(address, { port, onlyCategories: CATEGORIES, output: 'json', logLevel: 'silent', throttlingMethod: 'provided', maxWaitForLoad: 20_000 });
      const problems = CATEGORIES.flatMap((name) => {
        const category = lhr.categories[name];
        if (category.score === 1) return [];
        const low = category.auditRefs.map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1);
        return [`${name} ${category.score === null ? 'was not measured' : Math.round(category.score * 100)}: ${low.map((audit) => `${audit.id} (${audit.title})`).join(', ')}`];
      });
      if (lhr.runtimeError) problems.push(`lighthouse: ${lhr.runtimeError.message}`);
      tell(address, problems);
    }
  } finally {
    await own.close();
  }
}
