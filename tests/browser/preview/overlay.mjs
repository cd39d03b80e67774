// The bar, the panel, the numbers on the page, the way to the source, the views.
import { open, page as written } from './served.mjs';

const FAULTY = written(' Läs [mer](borta.md).', 'utkast: ja\nnästa_granskning: 2025-11\n').replace('Första stycket.', 'Första stycket.\n\n#### För djupt');

const opened = async (page) => {
  await page.evaluate(() => document.addEventListener('delwebb-oppna', (event) => {
    window.asked = event.detail;
    event.preventDefault();
  }));
};

export const overlay = {
  'the bar tells drafts, reviews and findings, and the panel each of them': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    await open(page, served);
    const bar = await page.locator('.stang').innerText();
    for (const words of ['Förhandsgranskning', 'Sparad', 'Utkast: rad 3', 'Skulle ha granskats november 2025', '2 fel']) {
      expect(bar.includes(words), `the bar does not say ${words}: ${bar}`);
    }
    await page.click('#oppna');
    const panel = await page.locator('#panel').innerText();
    for (const words of ['borta.md', 'rad 9', 'LIX']) expect(panel.includes(words), `the panel does not say ${words}`);
    expect((await page.locator('#oppna').getAttribute('aria-expanded')) === 'true', 'the button does not say that it is open');
  },

  'on a phone the panel is seen from its beginning': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    await page.setViewportSize({ width: 320, height: 600 });
    await open(page, served);
    await page.click('#oppna');
    await page.waitForTimeout(300);
    const top = await page.locator('#panelrubrik').evaluate((heading) => heading.getBoundingClientRect().top);
    expect(top >= 0 && top < 200, `its heading is at ${Math.round(top)}`);
  },

  'findings that change are told, also when the page does not': async ({ served, page, expect }) => {
    await open(page, served);
    expect((await page.locator('#oppna').innerText()).includes('Inget att åtgärda'), 'it begins clean');
    await page.evaluate(() => { window.same = true; });
    served.write('content/om/index.md', written().replace('titel: Om oss', 'titel: Om oss\nnästa_granskning: 2025-11'));
    await page.locator('#oppna', { hasText: '1 varning' }).waitFor();
    served.write('content/om/index.md', written());
    await page.locator('#oppna', { hasText: 'Inget att åtgärda' }).waitFor();
    expect(await page.evaluate(() => window.same), 'the page was loaded anew');
  },

  'whoever mends what has the focus does not lose the place': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    await open(page, served);
    await page.click('#oppna');
    await page.locator('#fynd-3 a[data-oppna]').focus();
    served.write('content/om/index.md', written());
    await page.locator('#oppna', { hasText: 'Inget att åtgärda' }).waitFor();
    const focus = await page.evaluate(() => document.getElementById('delwebb').shadowRoot.activeElement?.id);
    expect(focus === 'panel', `the focus is on ${focus}`);
  },

  'each number stands at its very place, also when the page changes': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    await open(page, served);
    await page.click('#oppna');
    const places = async () => {
      await page.waitForTimeout(200);
      return page.evaluate(() => {
        const root = document.getElementById('delwebb').shadowRoot;
        return [...root.querySelectorAll('#lager .nr')].map((mark) => {
          const row = mark.getBoundingClientRect();
          const beside = [...document.querySelectorAll('[data-delwebb-rad]')].filter((block) => {
            const rect = block.getBoundingClientRect();
            return rect.top < row.bottom && rect.bottom > row.top;
          });
          return [mark.getAttribute('aria-label'), beside.map((block) => block.dataset.delwebbRad).join()];
        });
      });
    };
    const last = FAULTY.split('\n').findIndex((line) => line.startsWith('Sista')) + 1;
    const found = await places();
    const at = (all, words) => all.find(([name]) => name.includes(words))?.[1];
    expect(at(found, 'borta.md') === String(last), `the broken link: ${JSON.stringify(found)}`);
    expect(at(found, 'nivå') === '9', `the heading: ${JSON.stringify(found)}`);
    served.write('content/om/index.md', FAULTY.replace('Första stycket.', 'Ett nytt stycke.\n\nFörsta stycket.'));
    await page.getByText('Ett nytt stycke.').waitFor();
    await page.locator('#fynd-1 .plats', { hasText: 'rad 11' }).waitFor();
    expect(at(await places(), 'borta.md') === String(last + 2), 'the number does not follow');
    await page.locator('#lager .nr').first().click();
    expect(await page.evaluate(() => document.getElementById('delwebb').shadowRoot.activeElement?.id.startsWith('fynd-')), 'a number does not lead to its words');
    await page.locator('#fynd-2 [data-visa]').click();
    expect(await page.evaluate(() => document.activeElement !== document.body), 'the words do not lead to the place');
  },

  'a paragraph opens its line: by mouse, by keyboard, with Alt, from the panel': async ({ served, page, expect }) => {
    await open(page, served);
    await opened(page);
    const line = written().split('\n').findIndex((text) => text.startsWith('Stycke nummer 2 ')) + 1;
    const block = page.getByText('Stycke nummer 2 fyller');
    await block.click();
    expect(!(await page.evaluate(() => window.asked)), 'it opens without being asked');
    await block.click({ modifiers: ['Alt'] });
    let asked = await page.evaluate(() => window.asked);
    expect(asked?.line === String(line), `Alt: ${JSON.stringify(asked)}`);
    expect(asked?.address === `vscode://file${served.folder}/content/om/index.md:${line}:1`, `Alt: ${asked?.address}`);
    await page.click('#kalla');
    expect((await page.locator('#kalla').getAttribute('aria-pressed')) === 'true', 'the button is not pressed');
    await page.evaluate(() => { delete window.asked; });
    await block.click();
    asked = await page.evaluate(() => window.asked);
    expect(asked?.file === 'content/om/index.md' && asked.line === String(line), `click: ${JSON.stringify(asked)}`);
    await page.evaluate(() => { delete window.asked; document.getElementById('falt').focus(); });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    asked = await page.evaluate(() => window.asked);
    expect(asked?.line === '5', `keyboard: ${JSON.stringify(asked)}`);
    await page.keyboard.press('Escape');
    expect((await page.locator('#kalla').getAttribute('aria-pressed')) === 'false', 'Escape does not end it');
    expect(!(await page.locator('[data-delwebb-rad][tabindex]').count()), 'blocks are still in the way of the keyboard');
  },

  'whoever is told no place on the disk gets file and line to copy': async ({ served, page, context, expect }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const forwarded = await fetch(`${served.address}/_delwebb/fynd?sida=/om/`, { headers: { 'X-Forwarded-For': '192.0.2.1' } });
    expect(!(await forwarded.text()).includes(served.folder), 'a proxy is told where the files lie');
    await page.setExtraHTTPHeaders({ 'X-Forwarded-For': '192.0.2.1' });
    await open(page, served);
    await page.getByText('Första stycket.').click({ modifiers: ['Alt'] });
    await page.locator('#status', { hasText: 'content/om/index.md:5 är kopierat' }).waitFor();
    expect((await page.evaluate(() => navigator.clipboard.readText())) === 'content/om/index.md:5', 'it is not copied');
  },

  'the views: dark, print, 200 % text and a phone, and back': async ({ served, page, expect }) => {
    await open(page, served);
    await page.click('#vyer');
    const press = async (name) => {
      await page.click(`[data-vy=${name}]`);
      return (await page.locator(`[data-vy=${name}]`).getAttribute('aria-pressed')) === 'true';
    };
    const style = (selector, name) => page.evaluate(([one, what]) => getComputedStyle(document.querySelector(one))[what], [selector, name]);
    expect(await press('morkt'), 'the button is not pressed');
    expect((await style('h1', 'color')) === 'rgb(0, 255, 0)', 'it is not dark');
    await press('morkt');
    expect((await style('h1', 'color')) === 'rgb(0, 60, 0)', 'it is not light again');
    await press('utskrift');
    expect((await style('h1', 'color')) === 'rgb(1, 1, 1)', 'it is not as printed');
    await press('utskrift');
    expect((await style('h1', 'wordSpacing')) === '3px', 'it is not laid out for a wide window');
    await press('stor');
    expect((await style('html', 'fontSize')) === '32px', 'the text is not larger');
    expect((await style('h1', 'wordSpacing')) === '0px', 'larger text has as much room as before');
    await press('stor');
    await page.click('#oppna');
    expect((await style('h1', 'wordSpacing')) === '0px', 'beside the panel it is laid out for the whole window');
    await page.click('#oppna');
    expect((await style('h1', 'wordSpacing')) === '3px', 'it is not laid out for the whole window again');
    await press('telefon');
    const frame = page.frameLocator('#telefon iframe');
    await frame.getByText('Första stycket.').waitFor();
    expect(await frame.locator('body').evaluate(() => innerWidth) === 390, 'the phone is not 390 wide');
    served.write('content/om/index.md', written(' I telefonen.'));
    await frame.getByText('Sista stycket. I telefonen.').waitFor();
    expect(!(await frame.locator('#delwebb').count()), 'the overlay is in the phone too');
    await page.reload();
    await frame.getByText('Första stycket.').waitFor();
    await press('telefon');
    expect(!(await page.locator('#telefon').count()), 'the phone stays');
  },

  'the whole site: files, drafts, reviews, live, and each leads to its page': async ({ served, page, expect }) => {
    served.write('content/om/index.md', FAULTY);
    served.write('content/sen.md', '---\ntitel: Sen\npubliceras: 2026-03-01\n---\n\nSen.\n');
    await page.goto(`${served.address}/_delwebb/`);
    const text = await page.locator('main').innerText();
    for (const words of ['content/om/index.md', 'Om oss', 'november 2025', 'Sen', '1 mars 2026']) expect(text.includes(words), `it does not say ${words}`);
    await page.evaluate(() => { window.same = true; });
    await page.locator('.fil summary').first().click();
    served.write('content/index.md', '---\ntitel: Start\n---\n\n[x](borta2.md)\n');
    await page.getByText('content/index.md').first().waitFor();
    expect(await page.evaluate(() => window.same), 'the page was loaded anew');
    expect(await page.locator('.fil[open]').count() === 1, 'what was open is closed');
    await page.locator('#utkast ~ ul a', { hasText: 'Om oss' }).click();
    await page.waitForURL(`${served.address}/om/`);
  },

  'nothing of it is in a build': async ({ served, expect }) => {
    const files = served.build();
    expect(files.length > 10, `${files.length} files`);
    const telling = files.filter(([, text]) => /delwebb-rad|_delwebb|id="delwebb"/.test(text)).map(([file]) => file);
    expect(telling.length === 0, telling.join());
  },
};
