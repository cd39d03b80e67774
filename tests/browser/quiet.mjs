// A page says nothing on the console, asks only its own server, keeps nothing on the reader's
// machine, and does not jump while it loads.

/** Listens to a page; call before it is opened. */
export function listen(page, address) {
  const heard = [];
  const asked = [];
  let isLeaving = false;
  const own = (url) => url.startsWith(`${address}/`) || /^(data|blob|about):/.test(url);
  page.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`page error: ${error.message}`));
  page.on('request', (request) => {
    isLeaving ||= request.isNavigationRequest() && request.frame() === page.mainFrame();
    asked.push(request.url());
    if (!own(request.url())) heard.push(`request to another host: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    // What the page before still asked for is none of this one's. A page may also change its address
    // without leaving.
    if (isLeaving && frame === page.mainFrame()) asked.splice(0, asked.length, frame.url());
    isLeaving = false;
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // The browser itself breaks off what is not there yet when it goes to the next page.
    if (why !== 'net::ERR_ABORTED') heard.push(`failed request: ${request.url()} (${why})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) heard.push(`failed request: ${response.url()} (${response.status()})`);
  });
  return { heard, asked };
}

/** Counts how far parts of the page have moved by themselves; a script for before the page. */
export function watchShifts() {
  window.__testsShifts = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue;
      const node = shift.sources?.[0]?.node;
      window.__testsShifts.push({ value: shift.value, what: node?.nodeName.toLowerCase() + (node?.className ? `.${node.className}` : '') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What a page may have left behind, when it has loaded and its fonts are there. */
export async function leftovers(page, context) {
  const problems = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const found = [];
    for (const shift of window.__testsShifts) found.push(`layout shift ${shift.value.toFixed(4)}: ${shift.what}`);
    if (localStorage.length) found.push(`localStorage: ${Object.keys(localStorage)}`);
    if (sessionStorage.length) found.push(`sessionStorage: ${Object.keys(sessionStorage)}`);
    for (const database of await indexedDB.databases()) found.push(`indexedDB: ${database.name}`);
    if (document.cookie) found.push(`cookie: ${document.cookie}`);
    if (window.caches) for (const name of await caches.keys()) found.push(`cache: ${name}`);
    if ((await navigator.serviceWorker?.getRegistrations())?.length) found.push('a service worker');
    return found;
  });
  for (const cookie of await context.cookies()) problems.push(`cookie: ${cookie.name}`);
  return problems;
}

/** Nothing jumps when the site's own face comes late: after the tenth of a second that a browser waits for it. */
export async function lateFace(page) {
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  try {
    await page.reload({ waitUntil: 'load' });
    return await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return window.__testsShifts.map((shift) => `layout shift ${shift.value.toFixed(4)}: ${shift.what}`);
    });
  } finally {
    await page.unrouteAll();
  }
}
