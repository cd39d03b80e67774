// The preview in a real browser: `node tests/browser/run.mjs --preview --delwebb PATH`. A small site of
// its own, served by `delwebb serve`, is saved, broken and mended while a page of it is looked at.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Report } from './report.mjs';
import { browser as start } from './tools.mjs';
import { Served } from './preview/served.mjs';
import { patching } from './preview/patching.mjs';
import { overlay } from './preview/overlay.mjs';
import { recovery } from './preview/recovery.mjs';
import { accessible } from './preview/accessible.mjs';

const { values } = parseArgs({ options: { delwebb: { type: 'string' }, full: { type: 'boolean' }, only: { type: 'string', default: '' } } });
if (!values.delwebb) {
  console.log('node tests/browser/run.mjs --preview --delwebb PATH [--only PART,OF,NAMES]');
  process.exit(2);
}

const report = new Report();
const only = values.only.split(',');
const began = Date.now();
const browser = await start();
for (const [name, test] of Object.entries({ ...patching, ...overlay, ...recovery, ...accessible })) {
  if (!only.some((part) => name.includes(part))) continue;
  const served = await Served.start(resolve(values.delwebb));
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const problems = [];
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  try {
    await test({ served, page, context, browser, expect: (holds, words) => { if (!holds) problems.push(words); } });
  } catch (error) {
    problems.push(error.message.split('\n').slice(0, 3).join(' '));
  }
  report.result('preview', name, problems);
  await context.close();
  await served.stop();
}
await browser.close();
console.log(`the preview in a browser: ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(report.end());
