// What is broken stays as it was, says so, and mends itself.
import { open, page as written, template } from './served.mjs';

const SETTINGS = 'titel: Plats\nadress: "https://exempel.se/"\ntema: eget\n';

const broken = async (page, expect, words) => {
  await page.locator('.lagen', { hasText: 'Sidan som den var' }).waitFor();
  expect(await page.getByText('Första stycket.').isVisible(), `${words}: the last good page is gone`);
};

const mended = (page, text) => page.getByText(text).waitFor();

export const recovery = {
  'a broken template leaves the page as it was, with the fault laid over it': async ({ served, page, expect }) => {
    await open(page, served);
    await page.evaluate(() => { window.same = true; });
    served.write('themes/eget/templates/sida.html', template('{{ finns_inte }}'));
    await broken(page, expect, 'template');
    await page.click('#oppna');
    const panel = await page.locator('#panel').innerText();
    expect(panel.includes('themes/eget/templates/sida.html'), `the panel does not name the template: ${panel}`);
    await page.reload();
    await broken(page, expect, 'loaded anew');
    await page.evaluate(() => { window.same = true; });
    served.write('themes/eget/templates/sida.html', template('<p>Lagad mall.</p>'));
    await mended(page, 'Lagad mall.');
    await page.locator('.lagen').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => window.same), 'the page was loaded anew');
  },

  'a broken page, a broken site.yaml and a missing theme too': async ({ served, page, expect }) => {
    await open(page, served);
    served.write('content/om/index.md', '---\ntitel: [\n');
    await broken(page, expect, 'page');
    served.write('content/om/index.md', written(' Lagad.'));
    await mended(page, 'Sista stycket. Lagad.');
    served.write('content/site.yaml', 'titel: [\n');
    await broken(page, expect, 'settings');
    served.write('content/site.yaml', SETTINGS.replace('eget', 'finns-inte'));
    await broken(page, expect, 'theme');
    served.write('content/site.yaml', SETTINGS);
    await page.locator('.lagen').waitFor({ state: 'detached' });
    served.write('content/om/index.md', written(' Igen.'));
    await mended(page, 'Sista stycket. Igen.');
  },

  'a page that never was good says what is wrong, and mends itself': async ({ served, page, expect }) => {
    served.write('themes/eget/templates/sida.html', template('{{ finns_inte }}'));
    await page.goto(`${served.address}/om/`);
    const text = await page.locator('main').innerText();
    for (const words of ['Sidan kunde inte byggas', 'themes/eget/templates/sida.html', 'finns_inte']) expect(text.includes(words), `it does not say ${words}: ${text}`);
    expect(!/panicked|stack|RUST/.test(text), 'words for programmers');
    served.write('themes/eget/templates/sida.html', template());
    await mended(page, 'Första stycket.');
  },

  'the program may be stopped and started: the page says so and comes back': async ({ served, page, expect }) => {
    await open(page, served);
    await page.evaluate(() => { window.same = true; });
    await served.end();
    await page.locator('#status', { hasText: 'svarar inte' }).waitFor();
    served.write('content/om/index.md', written(' Medan den var borta.'));
    await served.run();
    await page.getByText('Medan den var borta.').waitFor({ timeout: 15000 });
    expect(await page.evaluate(() => window.same), 'the page was loaded anew');
  },
};
