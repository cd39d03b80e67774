// A page that changes while somebody reads it: nothing of the reader's is lost.
import { CSS, open, page as written, picture, template } from './served.mjs';

const settle = (page) => page.waitForTimeout(300);

export const patching = {
  'a saved text is shown in place: scroll, focus, what is open, what was typed': async ({ served, page, expect }) => {
    await open(page, served);
    await page.evaluate(() => {
      window.same = true;
      document.getElementById('mer').open = true;
      document.getElementById('falt').value = 'skrivet';
      document.getElementById('falt').focus({ preventScroll: true });
      scrollTo(0, 200);
    });
    const before = await page.evaluate(() => scrollY);
    served.write('content/om/index.md', written().replace('Stycke nummer 6 ', 'Stycke nummer sex '));
    await page.getByText('Stycke nummer sex').waitFor();
    const now = await page.evaluate(() => ({
      same: window.same,
      open: document.getElementById('mer').open,
      typed: document.getElementById('falt').value,
      focus: document.activeElement.id,
      scroll: scrollY,
    }));
    expect(now.same, 'the page was loaded anew');
    expect(now.open, 'what was open is closed');
    expect(now.typed === 'skrivet', `what was typed is ${now.typed}`);
    expect(now.focus === 'falt', `the focus is on ${now.focus}`);
    expect(Math.abs(now.scroll - before) < 3, `scrolled from ${before} to ${now.scroll}`);
  },

  'the block that has changed is scrolled to and marked, and no other': async ({ served, page, expect }) => {
    await open(page, served);
    served.write('content/om/index.md', written(' Med mera.'));
    const last = page.getByText('Sista stycket. Med mera.');
    await last.waitFor();
    await settle(page);
    const marked = await page.evaluate(() => document.getAnimations().filter((one) => one.id === 'delwebb-andrad').map((one) => one.effect.target.textContent));
    expect(marked.length === 1 && marked[0] === 'Sista stycket. Med mera.', `marked: ${JSON.stringify(marked)}`);
    const box = await last.boundingBox();
    expect(box.y > 0 && box.y < 800, `it stands at ${box.y}`);
  },

  'a style sheet is swapped without a reload, and the page is never without one': async ({ served, page, expect }) => {
    await open(page, served);
    await page.evaluate(() => {
      window.same = true;
      window.bare = 0;
      const look = () => {
        if (getComputedStyle(document.body).maxWidth === 'none') window.bare += 1;
        requestAnimationFrame(look);
      };
      look();
      scrollTo(0, 300);
    });
    // A sheet that takes a while to come.
    await page.route('**/*.css', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    served.write('themes/eget/assets/prov.css', CSS.replace('rgb(0, 60, 0)', 'rgb(1, 2, 3)'));
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
    await settle(page);
    const now = await page.evaluate(() => [window.same, window.bare, scrollY, document.querySelectorAll('link[rel=stylesheet]').length]);
    expect(now[0], 'the page was loaded anew');
    expect(now[1] === 0, `without its style in ${now[1]} frames`);
    expect(now[2] === 300, `scrolled to ${now[2]}`);
    expect(now[3] === 1, `${now[3]} style sheets`);
  },

  'a picture whose bytes are others is swapped, and stays through the next save': async ({ served, page, expect }) => {
    await open(page, served);
    const colour = () => page.evaluate(async () => {
      const picture = document.querySelector('main img');
      await picture.decode();
      const canvas = document.createElement('canvas');
      const paint = canvas.getContext('2d');
      paint.drawImage(picture, 0, 0, 10, 10);
      return [...paint.getImageData(5, 5, 1, 1).data].join();
    });
    expect((await colour()) === '255,0,0,255', `first ${await colour()}`);
    await page.evaluate(() => { window.same = true; });
    // As many bytes as before.
    served.write('content/om/ruta.svg', picture('tan'));
    await page.waitForFunction(() => document.querySelector('main img').src.includes('delwebb='));
    expect((await colour()) === '210,180,140,255', `then ${await colour()}`);
    served.write('content/om/index.md', written(' Mer.'));
    await page.getByText('Sista stycket. Mer.').waitFor();
    expect((await colour()) === '210,180,140,255', `after a save ${await colour()}`);
    expect(await page.evaluate(() => window.same), 'the page was loaded anew');
  },

  'a template that changes is shown in place': async ({ served, page, expect }) => {
    await open(page, served);
    await page.evaluate(() => { window.same = true; });
    served.write('themes/eget/templates/sida.html', template('<p>Ur mallen.</p>'));
    await page.getByText('Ur mallen.').waitFor();
    expect(await page.evaluate(() => window.same), 'the page was loaded anew');
    expect(await page.locator('#delwebb').count() === 1, 'the overlay is not there once');
  },

  'a page that nobody looks at gives its connection back': async ({ served, page, context, expect }) => {
    const pages = [];
    for (let n = 0; n < 7; n += 1) pages.push(await context.newPage());
    // Each tab in front for a while, as a reader opens them: the seventh must not wait.
    for (const one of pages) {
      await one.bringToFront();
      await one.goto(`${served.address}/om/`, { timeout: 8000 });
      await one.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
    }
    await open(page, served);
    served.write('content/om/index.md', written(' Sent.'));
    await page.getByText('Sista stycket. Sent.').waitFor();
    const late = pages[0];
    expect(!(await late.evaluate(() => document.body.textContent.includes('Sent.'))), 'a hidden page was told');
    await late.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: false, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await late.getByText('Sista stycket. Sent.').waitFor();
  },
};
