// The markup of every page, held against HTML by vnu (the W3C's checker) and html-validate.
import { execFile } from 'node:child_process';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { tool } from './tools.mjs';

// Rules of html-validate that do not apply here, each with its reason.
const RULES = {
  'long-title': 'off', // titles are as long as the county's own words; the site's name stands last
  'no-trailing-whitespace': 'off', // a matter of the source's looks, not of the page
  'no-redundant-for': 'off', // some speech control knows only for, even where the label is around its field
  // A box that scrolls sideways is a region only so that the keyboard reaches it and it has a name.
  'prefer-native-element': ['error', { exclude: ['region'] }],
};

/** Problems of all pages by vnu: `Map` of path to problems. */
export async function vnu(pages) {
  if (pages.length === 0) return new Map();
  const jar = tool('vnu-jar');
  const files = pages.map((page) => page.file);
  const run = await promisify(execFile)('java', ['-Xss16m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files], { maxBuffer: 1 << 28 });
  const found = new Map(pages.map((page) => [page.path, []]));
  const byUrl = new Map(pages.map((page) => [new URL(`file://${page.file}`).href, page.path]));
  for (const message of JSON.parse(run.stdout).messages) {
    const path = byUrl.get(message.url?.replace(/^file:\/*/, 'file:///'));
    const line = `${message.subType ?? message.type}: ${message.message} (line ${message.lastLine}: ${message.extract?.trim() ?? ''})`;
    (found.get(path) ?? found.values().next().value).push(line);
  }
  return found;
}

let checker = null;

/** Problems of one page by html-validate. */
export async function htmlValidate(page) {
  if (!checker) {
    const { HtmlValidate, StaticConfigLoader } = tool('html-validate');
    checker = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules: RULES }));
  }
  const report = await checker.validateString(page.html, page.file);
  return report.results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message} (line ${message.line}) ${message.selector ?? ''}`));
}
