// Opens pages of a site that a real web server hands out, and gives what its content security policy
// stopped; and what csp_evaluator says of the policy. For tests/hard/policy.py.
//
// node policy.mjs ADDRESS < paths, as a list in JSON
import { readFileSync } from 'node:fs';

import { browser, tool } from './tools.mjs';

/** Listens for what is stopped; a script for before the page. */
function listen() {
  window.__stopped = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.__stopped.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`);
  });
}

async function stopped(page, heard) {
  const events = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return window.__stopped;
  });
  return [...events, ...heard.splice(0)];
}

const [address] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(0, 'utf8'));
const found = { stopped: [], opened: 0, control: 0, said: [] };
const chromium = await browser();
try {
  for (const colorScheme of ['light', 'dark']) {
    const context = await chromium.newContext({ ignoreHTTPSErrors: true, colorScheme, locale: 'sv-SE' });
    const page = await context.newPage();
    const heard = [];
    page.on('console', (message) => {
      if (/content security policy|refused to|violates/i.test(message.text())) heard.push(message.text());
    });
    await page.addInitScript(listen);
    for (const path of paths) {
      await page.goto(address + path, { waitUntil: 'load' });
      found.opened += 1;
      for (const what of await stopped(page, heard)) found.stopped.push(`${path} (${colorScheme}): ${what}`);
    }
    // What must be stopped is stopped, and we are told.
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.__ran = true';
      document.head.append(script);
      const style = document.createElement('style');
      style.textContent = 'html{color:red}';
      document.head.append(style);
      document.body.append(Object.assign(new Image(), { src: 'https://annan.example/a.png' }));
    });
    const all = await stopped(page, heard);
    const kinds = ['script-src', 'style-src', 'img-src'].filter((kind) => all.some((what) => what.startsWith(kind)));
    if (kinds.length === 3 && !(await page.evaluate(() => window.__ran))) found.control += 1;
    await context.close();
  }
} finally {
  await chromium.close();
}

const { CspEvaluator } = tool('csp_evaluator/dist/evaluator.js');
const { CspParser } = tool('csp_evaluator/dist/parser.js');
const { Severity } = tool('csp_evaluator/dist/finding.js');
const policy = process.env.POLICY ?? '';
for (const one of new CspEvaluator(new CspParser(policy).csp).evaluate()) {
  found.said.push({ severity: Severity[one.severity], directive: one.directive, text: one.description });
}
console.log(JSON.stringify(found));
