// axe: WCAG 2.0, 2.1 and 2.2 A and AA, best practice, and AAA for the contrast of text. What axe
// leaves undecided is decided here by a computed check of our own, or it is a failure.
import { readFileSync } from 'node:fs';
import { tool } from './tools.mjs';

const source = readFileSync(tool.resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = {
  resultTypes: ['violations', 'incomplete'],
  preload: false, // only a rule that is off would need the style sheets as texts
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
  // As axe has it, the enhanced rule is content wherever the plain one fails or cannot tell. Here it decides alone.
  checks: { 'color-contrast-enhanced': { options: { contrastRatio: { normal: { minThreshold: null }, large: { minThreshold: null } } } } },
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
  'color-contrast-enhanced': measured,
  // axe does not follow header cells of groups of rows.
  'th-has-data-cells': headsSomething,
};

/**
 * Problems that axe found, and what it left open that no decision of ours closes. `measure` lets
 * contrast.mjs measure what axe cannot tell the contrast of, by its selectors.
 */
export async function axe(page, measure) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const found = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  const problems = found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary?.split('\n').slice(1).join(' ')}`));
  const pale = found.incomplete.filter((rule) => rule.id === 'color-contrast-enhanced').flatMap((rule) => rule.nodes);
  if (pale.length) await measure(pale.map((node) => node.target.join(' ')));
  for (const rule of found.incomplete) {
    for (const node of rule.nodes) {
      const decide = DECISIONS[rule.id];
      const good = decide && (await page.evaluate(decide, node.target.join(' ')));
      if (!good) problems.push(`${rule.id}, left undecided: ${node.target.join(' ')} – ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join(' ')}`);
    }
  }
  return problems;
}
