// How a page is when the reader's machine asks for other colours or for stillness.
import { contrasts } from './contrast.mjs';
import { helpers } from './inpage.mjs';

/** Forced colours: all text has contrast, and a state still has an edge around it. */
export async function forcedColours(page, scheme) {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
  const problems = await contrasts(page, { forced: true });
  problems.push(...(await page.evaluate(() => {
    if (!matchMedia('(forced-colors: active)').matches) return ['the browser does not force colours'];
    return [...document.querySelectorAll('.lage,.knapp')].filter((element) => element.checkVisibility()).flatMap((element) => {
      const style = getComputedStyle(element);
      const edged = style.borderTopStyle !== 'none' && Number.parseFloat(style.borderTopWidth) > 0;
      return edged ? [] : [`no edge: ${window.__tests.selector(element)}`];
    });
  })));
  await page.emulateMedia({ forcedColors: 'none', colorScheme: scheme });
  return problems;
}

/** Reduced motion: nothing moves for more than a hundredth of a second. */
export async function stillness(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(helpers);
  return page.evaluate(() => {
    const problems = new Set();
    const seconds = (text) => Math.max(...text.split(',').map((part) => Number.parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)));
    for (const element of document.querySelectorAll('*')) {
      for (const part of ['', '::before', '::after']) {
        const style = getComputedStyle(element, part || undefined);
        const name = window.__tests.selector(element) + part;
        if (seconds(style.transitionDuration) > 0.01) problems.add(`transition of ${style.transitionDuration}: ${name}`);
        if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01) problems.add(`animation of ${style.animationDuration}: ${name}`);
        if (!part && style.scrollBehavior === 'smooth') problems.add(`smooth scrolling: ${name}`);
      }
      if (/^(marquee|blink|animate|animateTransform|animateMotion)$/.test(element.localName)) problems.add(`moves: ${window.__tests.selector(element)}`);
    }
    return [...problems];
  });
}
