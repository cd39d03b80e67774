// The overlay for everybody: axe, contrast, keyboard, no theme reaches it, nothing is covered.
import { readFileSync } from 'node:fs';
import { tool } from '../tools.mjs';
import { open, page as written } from './served.mjs';

const AXE = readFileSync(tool.resolve('axe-core/axe.min.js'), 'utf8');
const FAULTY = written(' Läs [klicka här](borta.md).', 'utkast: ja\nnästa_granskning: 2025-11\n').replace('Första stycket.', 'Första stycket.\n\n#### För djupt');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } };

/** What axe says of the preview's own elements. */
const axe = async (page, within) => {
  await page.evaluate(AXE);
  const found = await page.evaluate(([rules, host]) => window.axe.run(host ? { include: [[host]] } : document, rules), [RULES, within]);
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.flat().join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`));
};

/** Text of the overlay that is paler than 7:1 (4.5:1 where it is large): axe cannot tell in a shadow tree. */
const pale = (page) => page.evaluate(() => {
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = numbers(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const root = document.getElementById('delwebb').shadowRoot;
  const found = [];
  let measured = 0;
  for (const element of root.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join(' ').trim();
    if (!words || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(numbers(element instanceof SVGElement ? style.fill : style.color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    measured += 1;
    if (ratio < (parseFloat(style.fontSize) >= 24 ? 4.5 : 7)) found.push(`${ratio.toFixed(1)}: ${element.className || element.localName}: ${words.slice(0, 30)}`);
  }
  return measured > 30 ? found : [`only ${measured} texts were measured`];
});

export const accessible = {
  'axe finds nothing, in light and dark, at 1280 and 320': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    served.write('content/index.md', '---\ntitel: Start\n---\n\n[x](borta2.md)\n');
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await open(page, served);
        if (await page.locator('#panel').isHidden()) await page.click('#oppna');
        if (await page.locator('#vylista').isHidden()) await page.click('#vyer');
        await page.evaluate(() => { for (const part of document.getElementById('delwebb').shadowRoot.querySelectorAll('details')) part.open = true; });
        for (const problem of await axe(page, '#delwebb')) expect(false, `${scheme} ${width}: ${problem}`);
        for (const problem of await pale(page)) expect(false, `${scheme} ${width}: contrast ${problem}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide <= 0, `${scheme} ${width}: ${wide} pixels too wide`);
        await page.goto(`${served.address}/_delwebb/`);
        await page.evaluate(() => { for (const part of document.querySelectorAll('details')) part.open = true; });
        for (const problem of await axe(page)) expect(false, `the whole site, ${scheme} ${width}: ${problem}`);
      }
    }
    served.write('themes/eget/templates/sida.html', '{{ finns_inte }}');
    await page.goto(`${served.address}/ny/`);
    served.write('content/ny.md', '---\ntitel: Ny\n---\n');
    await page.goto(`${served.address}/ny/`);
    for (const problem of await axe(page)) expect(false, `a fault: ${problem}`);
  },

  'a theme does not reach the overlay, nor the overlay the page': async ({ served, page, expect }) => {
    await page.goto(`${served.address}/om/`);
    const before = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontFamily);
    await page.locator('#oppna').waitFor();
    await page.click('#oppna');
    const style = await page.locator('#oppna').evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).fontSize]);
    expect(style.join() !== 'rgb(255, 0, 255),60px' && style[1] === '15px', `the theme reaches the bar: ${style}`);
    expect(before === await page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontFamily), 'the overlay reaches the page');
    const light = await page.evaluate(() => [...document.querySelectorAll('html > *')].map((one) => one.localName).join());
    expect(light === 'head,body,div', `beside the page: ${light}`);
  },

  'the keyboard reaches all of it, and nothing of the page is covered': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    await open(page, served);
    await page.locator('#oppna').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#panel').evaluate((panel) => panel.getRootNode().activeElement === panel), 'the panel does not get the focus');
    const seen = new Set();
    for (let n = 0; n < 30; n += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => document.getElementById('delwebb').shadowRoot.activeElement?.textContent ?? ''));
    }
    expect([...seen].some((words) => words.startsWith('Öppna rad')), 'the way to the source is not reached');
    expect([...seen].some((words) => /^[123]$/.test(words)), 'the numbers are not reached');
    await page.evaluate(() => {
      for (const block of document.querySelectorAll('main p')) block.tabIndex = 0;
      scrollTo(0, document.body.scrollHeight);
      [...document.querySelectorAll('main p')].at(-1).focus();
    });
    for (let n = 0; n < 28; n += 1) {
      await page.keyboard.press('Shift+Tab');
      const covered = await page.evaluate(() => {
        const one = document.activeElement;
        const rect = one.getBoundingClientRect();
        const top = document.elementFromPoint(rect.left + 4, rect.top + 4);
        return one !== document.body && top?.id === 'delwebb' ? one.textContent : '';
      });
      expect(!covered, `covered: ${covered}`);
    }
    const names = await page.evaluate(() => {
      const root = document.getElementById('delwebb').shadowRoot;
      return [...root.querySelectorAll('[role=region]')].map((one) => one.getAttribute('aria-label')).concat(root.querySelector('[role=status]') ? 'status' : '');
    });
    expect(names.includes('Förhandsgranskning') && names.includes('Fyndens platser på sidan') && names.includes('status'), `landmarks: ${names}`);
  },

  'forced colours and paper: pressed buttons are told, and nothing of it is printed': async ({ served, page, expect }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await open(page, served);
    await page.click('#kalla');
    const width = await page.locator('#kalla').evaluate((button) => getComputedStyle(button).borderTopWidth);
    expect(width === '3px', `pressed: ${width}`);
    await page.emulateMedia({ forcedColors: 'none', media: 'print' });
    expect(await page.locator('.stang').isHidden(), 'the bar is printed');
    expect((await page.evaluate(() => getComputedStyle(document.documentElement).paddingTop)) === '0px', 'room is left for it on paper');
  },
};
