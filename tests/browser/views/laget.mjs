// Sidan /laget/: filter, tavla, adress, antal, tangentbord, jämförelsen mellan planens utgåvor.
// Facit räknas ur webbplatsens egna öppna data, aldrig ur sidan.

const SAKNAS = '_saknas';

/** Vad raderna ska vara, ur data: slug -> {filter -> värden}. `null` betyder alla. */
async function facit(base) {
  const hamta = async namn => (await fetch(new URL(`data/${namn}.json`, base))).json();
  const [arbeten, omraden, punkter] = await Promise.all(['projekt', 'omraden', 'punkter'].map(hamta));
  const ar = new Map();
  for (const punkt of punkter) {
    for (const slug of punkt.avser ?? []) ar.set(slug, new Set([...(ar.get(slug) ?? []), punkt.sida]));
  }
  const utan = ord => ord.replace(/å/g, 'a').replace(/ö/g, 'o');
  const ett = varde => (varde ? [varde] : [SAKNAS]);
  const flera = varden => (varden?.length ? [...varden] : [SAKNAS]);
  const rad = (post, omrade) => ({
    skede: ett(post.skede && utan(post.skede)),
    lage: ett(post.läge && utan(post.läge)),
    organisation: post.organisationer === 'alla' ? null : flera(post.organisationer),
    malgrupp: flera(post.målgrupper),
    ar: flera([...(ar.get(post.slug) ?? [])]),
    omrade: ett(omrade),
  });
  const alla = new Map();
  for (const post of omraden) alla.set(`omraden/${post.slug}`, rad(post, post.slug));
  for (const post of arbeten) alla.set(`projekt/${post.slug}`, rad(post, post.område));
  return alla;
}

/** Raderna som ska synas för ett urval. ”Alla” passar varje val utom ”uppgift saknas”. */
const vantade = (alla, urval) => [...alla]
  .filter(([, rad]) => Object.entries(urval).every(([filter, varde]) =>
    rad[filter] === null ? varde !== SAKNAS : rad[filter].includes(varde)))
  .map(([namn]) => namn).sort();

/** Raderna som syns på sidan. */
const synliga = sida => sida.$$eval('table.laget tbody th[scope=row] a', lankar => lankar
  .filter(lank => lank.checkVisibility())
  .map(lank => new URL(lank.href).pathname.split('/').filter(Boolean).slice(-2).join('/')).sort());

const valj = async (sida, urval) => {
  for (const [filter, varde] of Object.entries(urval)) await sida.selectOption(`select[name=${filter}]`, varde);
};
const rensa = async sida => {
  for (const namn of await sida.$$eval('.filter select', alla => alla.map(s => s.name))) await sida.selectOption(`select[name=${namn}]`, '');
};
const lika = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {{browser: import('playwright-core').Browser, base: string}} dar */
export async function check({ browser, base }) {
  const fynd = [];
  const prova = (name, ok, detail = '') => fynd.push({ name, ok: Boolean(ok), detail: ok ? '' : String(detail) });
  const adress = new URL('laget/', base).href;
  const alla = await facit(base);
  const med = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const utan = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  try {
    const skript = await med.newPage(), stilla = await utan.newPage();
    const fel = [];
    skript.on('pageerror', e => fel.push(e.message));
    skript.on('console', m => m.type() === 'error' && fel.push(m.text()));
    await Promise.all([skript.goto(adress), stilla.goto(adress)]);
    const antal = () => skript.locator('.raknat [role=status]').innerText();
    const raknat = () => stilla.locator('.raknat p').evaluate(p =>
      p.querySelector('.rvantal').textContent === '' && getComputedStyle(p.querySelector('.rvantal'), '::after').content.includes('counter'));

    prova('alla rader står på sidan', lika(await synliga(stilla), vantade(alla, {})), await synliga(stilla));
    const filter = await skript.$$eval('.filter select', s => s.map(s => [s.name, [...s.options].map(o => o.value).filter(Boolean)]));
    prova('sex filter', lika(filter.map(([namn]) => namn), ['skede', 'lage', 'organisation', 'malgrupp', 'ar', 'omrade']), JSON.stringify(filter));

    // Varje val i varje filter, med och utan skript.
    for (const [namn, varden] of filter) {
      prova(`${namn}: ”uppgift saknas” går att välja`, varden.includes(SAKNAS));
      for (const varde of varden) {
        const urval = { [namn]: varde }, ska = vantade(alla, urval);
        await Promise.all([valj(skript, urval), valj(stilla, urval)]);
        const [a, b] = await Promise.all([synliga(skript), synliga(stilla)]);
        prova(`${namn}=${varde}: raderna utan skript`, lika(b, ska), `${b} i stället för ${ska}`);
        prova(`${namn}=${varde}: raderna med skript`, lika(a, ska), `${a} i stället för ${ska}`);
        const text = await antal();
        prova(`${namn}=${varde}: antalet`, ska.length ? text.startsWith(`Visar ${ska.length} av ${alla.size} `) : text.startsWith('Inget '), text);
        prova(`${namn}=${varde}: adressen`, new URL(skript.url()).searchParams.get(namn) === varde, skript.url());
      }
      await Promise.all([rensa(skript), rensa(stilla)]);
    }
    // Varje värde som finns i data går att välja.
    for (const [namn, varden] of filter) {
      const finns = new Set([...alla.values()].flatMap(rad => rad[namn] ?? []));
      const saknade = [...finns].filter(varde => !varden.includes(varde));
      prova(`${namn}: allt i data går att välja`, saknade.length === 0, saknade);
    }

    // Alla par av filter, första mot sista värdet, och ett par i adressen.
    for (let i = 0; i < filter.length; i++) for (let j = i + 1; j < filter.length; j++) {
      const urval = { [filter[i][0]]: filter[i][1][0], [filter[j][0]]: filter[j][1].at(-2) };
      await Promise.all([rensa(skript), rensa(stilla)]);
      await Promise.all([valj(skript, urval), valj(stilla, urval)]);
      const ska = vantade(alla, urval);
      const [a, b] = await Promise.all([synliga(skript), synliga(stilla)]);
      prova(`${JSON.stringify(urval)}: båda filtren gäller`, lika(a, ska) && lika(b, ska), `${a} | ${b} i stället för ${ska}`);
    }
    prova('räknaren räknar utan skript', await raknat());

    // Adressen: fram och tillbaka, okända värden, andras parametrar.
    const urval = { organisation: filter[2][1].at(-2), lage: 'klart' };
    await skript.goto(`${adress}?organisation=${urval.organisation}&lage=klart&annat=1`);
    prova('adressen ställer in valen', lika(await synliga(skript), vantade(alla, urval)), await synliga(skript));
    prova('andras parametrar är kvar', new URL(skript.url()).searchParams.get('annat') === '1', skript.url());
    const grupper = await skript.$$eval('table.laget tbody', alla => alla.map(tb => [tb.checkVisibility(), [...tb.querySelectorAll('.rv')].filter(r => r.checkVisibility()).length, tb.querySelector('.antal').textContent]));
    prova('tomma grupper göms, andra syns', grupper.every(([syns, n]) => syns === n > 0), JSON.stringify(grupper));
    prova('antalet i varje grupp', grupper.every(([, n, text]) => text === `(${n})`), JSON.stringify(grupper));
    await skript.reload();
    prova('valen finns kvar när sidan laddas om', lika(await synliga(skript), vantade(alla, urval)));
    await skript.getByRole('button', { name: 'Rensa valen' }).click();
    prova('rensa visar allt', lika(await synliga(skript), vantade(alla, {})));
    prova('rensa tömmer adressen på valen', new URL(skript.url()).search === '?annat=1', skript.url());
    prova('fokus går till första filtret', await skript.evaluate(() => document.activeElement?.id === 'val_skede'));
    prova('rensa göms när inget är valt', await skript.getByRole('button', { name: 'Rensa valen' }).count() === 0);
    prova('alla grupper är tillbaka', (await skript.$$eval('table.laget tbody', a => a.filter(tb => tb.checkVisibility()).length)) === 9);
    await skript.goto(`${adress}?organisation=finns-inte&skede=%22%5D`);
    prova('okända värden i adressen gör inget', lika(await synliga(skript), vantade(alla, {})) && new URL(skript.url()).search === '', skript.url());

    // Tavlan är samma tabell, utan och med skript, i alla bredder.
    for (const [namn, sida] of [['utan skript', stilla], ['med skript', skript]]) for (const bredd of [320, 768, 1280]) {
      await sida.setViewportSize({ width: bredd, height: 900 });
      await sida.goto(adress);
      await sida.locator('#vy_tavla').check();
      const matt = await sida.evaluate(() => {
        const kort = [...document.querySelectorAll('.rv')], grupper = [...document.querySelectorAll('table.laget tbody')];
        const sticker = e => [...e.querySelectorAll('*')].some(x => x.getBoundingClientRect().right > e.getBoundingClientRect().right + 1 && !x.closest('.dold'));
        return {
          kort: kort.filter(k => k.checkVisibility()).length,
          rullar: document.scrollingElement.scrollWidth > innerWidth,
          sticker: kort.filter(sticker).length,
          smalast: Math.min(...kort.map(k => k.getBoundingClientRect().width)),
          kolumner: new Set(grupper.slice(0, 5).map(g => Math.round(g.getBoundingClientRect().left))).size,
        };
      });
      const ok = matt.kort === alla.size && !matt.rullar && !matt.sticker && matt.smalast >= 150 && (bredd < 1280 || matt.kolumner === 5) && (bredd > 320 || matt.kolumner === 1);
      prova(`tavlan ${namn}, ${bredd} px`, ok, JSON.stringify(matt));
      await sida.locator('select[name=lage]').selectOption('klart');
      prova(`tavlan filtreras ${namn}, ${bredd} px`, lika(await synliga(sida), vantade(alla, { lage: 'klart' })));
    }
    prova('tavlan står i adressen', new URL(skript.url()).searchParams.get('vy') === 'tavla', skript.url());
    await skript.reload();
    prova('tavlan finns kvar när sidan laddas om', await skript.locator('#vy_tavla').isChecked());

    // Tabellens betydelse, också när CSS ändrar display.
    const roller = await skript.$eval('table.laget', t => [t, ...t.querySelectorAll('thead,tbody,tr,th,td')].filter(e => !e.getAttribute('role')).length);
    prova('varje del av tabellen har sin roll', roller === 0, `${roller} utan roll`);
    prova('utan skript finns inga egna roller', await stilla.$eval('table.laget', t => !t.querySelector('[role]')));

    // Tangentbordet når allt och går vidare.
    await skript.goto(adress);
    const nadda = [];
    for (let i = 0; i < 400; i++) {
      await skript.keyboard.press('Tab');
      const har = await skript.evaluate(() => {
        const e = document.activeElement, ram = e.matches('[name=vy]') ? e.parentElement : e;
        return e === document.body ? null : { id: e.id, syns: getComputedStyle(ram).outlineStyle !== 'none', fot: Boolean(e.closest('footer')) };
      });
      if (!har) break;
      nadda.push(har);
      if (har.fot) break;
    }
    for (const id of [...filter.map(([namn]) => `val_${namn}`), 'vy_tabell']) prova(`tangentbordet når ${id}`, nadda.some(n => n.id === id && n.syns), JSON.stringify(nadda.find(n => n.id === id)));
    prova('tangentbordet fastnar inte', nadda.at(-1)?.fot, nadda.length);
    await skript.focus('#vy_tabell');
    await skript.keyboard.press('ArrowRight');
    prova('piltangent byter till tavlan', await skript.locator('#vy_tavla').isChecked());
    await skript.focus('#val_lage');
    await skript.keyboard.press('ArrowDown');
    prova('piltangent väljer i filtret', (await skript.locator('#val_lage').inputValue()) !== '');

    // Diagrammet säger samma tal som tabellen bredvid, och summan stämmer med raderna.
    const tal = await stilla.$$eval('.lagesdiagram tbody td', a => a.map(td => Number(td.textContent)));
    const staplar = await stilla.$$eval('.lagesdiagram svg rect + text', a => a.map(t => Number(t.textContent)));
    const riktiga = await stilla.$$eval('table.laget tbody', a => a.map(tb => tb.querySelectorAll('.rv').length));
    prova('diagram, tabell och grupper säger samma tal', lika(tal, riktiga) && lika(staplar, riktiga), JSON.stringify({ tal, staplar, riktiga }));
    prova('en nolla är en tom streckad ruta', (await stilla.$$eval('.lagesdiagram .tomstapel', a => a.length)) === riktiga.filter(n => !n).length);

    // Jämförelsen: varje namn står på ett ställe, och stämmer med planens punkter.
    const ar = [...new Set([...alla.values()].flatMap(r => r.ar).filter(a => a !== SAKNAS))].sort();
    const listor = Object.fromEntries(await stilla.$$eval('.andrat > div', a => a.map(d => [d.className, [...d.querySelectorAll('li a')].map(l => new URL(l.href).pathname.split('/').filter(Boolean).slice(-2).join('/')).sort()])));
    if (ar.length > 1) {
      const [gammalt, nytt] = ar.slice(-2);
      const klar = r => ['klart', 'avslutat'].includes(r.lage[0]) || r.skede[0] === 'ordinarie';
      const ska = { 'andrat-nytt': [], 'andrat-fortsatter': [], 'andrat-klart': [], 'andrat-oklart': [] };
      for (const [namn, r] of alla) {
        const [g, n] = [r.ar.includes(gammalt), r.ar.includes(nytt)];
        if (g || n) ska[klar(r) ? 'andrat-klart' : !g ? 'andrat-nytt' : n ? 'andrat-fortsatter' : 'andrat-oklart'].push(namn);
      }
      for (const lista of Object.values(ska)) lista.sort();
      prova('jämförelsen mellan utgåvorna stämmer', lika(listor, ska), JSON.stringify({ listor, ska }));
    } else prova('med en utgåva jämförs inget', Object.keys(listor).length === 0);

    // Inget lagras, inget fel i konsolen.
    prova('inget lagras', await skript.evaluate(() => !document.cookie && !localStorage.length && !sessionStorage.length));
    prova('inga fel i konsolen', fel.length === 0, fel);

    // På papper syns urvalet och vad som är valt.
    await valj(stilla, { lage: 'pagar' });
    await stilla.emulateMedia({ media: 'print' });
    const papper = await stilla.evaluate(() => ({
      val: [...document.querySelectorAll('.filter select')].filter(s => s.checkVisibility()).map(s => s.name),
      vyval: document.querySelector('.vyval').checkVisibility(),
    }));
    prova('på papper står bara det som är valt', lika(papper, { val: ['lage'], vyval: false }), JSON.stringify(papper));
  } finally {
    await Promise.all([med.close(), utan.close()]);
  }
  return fynd;
}
