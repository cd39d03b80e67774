// axe: WCAG 2.0, 2.1 and 2.2 A and AA, best practice, and AAA for the contrast of text. What axe
// leaves undecided is decided here by a computed check of our own, or it is a failure.
import { readFileSync } from 'node:fs';
import { tool } from './tools.mjs';

const source = readFileSync(tool.resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = {
  resultTypes: ['violations', 'incomplete'],
  preload: false, // only a rule that is off would need the style sheets as texts
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // The enhanced rule is content wherever the plain one fails or cannot tell: both are needed.
  rules: { 'color-contrast': { enabled: true }, 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
};

/** Whether the element of an undecided contrast, or all text in it, was measured by contrast.mjs. */
function measured(target) {
  const element = document.querySelector(target);
  return Boolean(element) && (element.hasAttribute('data-contrast-measured') || !element.checkVisibility() || [...element.querySelectorAll('*')].some((one) => one.hasAttribute('data-contrast-measured')));
}

/** Whether every header cell of the table has a cell below it, beside it or in its group. */
function headsSomething(target) {
  const table = document.querySelector(target)?.closest('table');
  return Boolean(table) && [...table.querySelectorAll('th')].every((head) => {
    if (head.scope === 'row') return head.parentElement.querySelector('td');
    if (head.scope === 'rowgroup') return head.closest('tbody')?.querySelector('td');
    return [...table.rows].some((row) => row.querySelector('td') && row.cells.length > head.cellIndex);
  });
}

/** How an undecided rule is decided, by name; a rule that is not here is a failure. */
const DECISIONS = {
  'color-contrast': measured,
  'color-contrast-enhanced': measured,
  // axe does not follow header cells of groups of rows.
  'th-has-data-cells': headsSomething,
};

/**
 * Problems that axe found, and what it left open that no decision of ours closes. `measure` lets
 * contrast.mjs measure the page; it is asked when axe cannot tell a contrast.
 */
export async function axe(page, measure) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const found = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  const problems = found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary?.split('\n').slice(1).join(' ')}`));
  if (found.incomplete.some((rule) => rule.id.startsWith('color-contrast'))) await measure();
  for (const rule of found.incomplete) {
    for (const node of rule.nodes) {
      const decide = DECISIONS[rule.id];
      const good = decide && (await page.evaluate(decide, node.target.join(' ')));
      if (!good) problems.push(`${rule.id}, left undecided: ${node.target.join(' ')} – ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join(' ')}`);
    }
  }
  return problems;
}
