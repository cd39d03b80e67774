// States of a page that a reader can bring about.

/** Opens everything that can be opened; says whether there was anything. */
export async function opened(page) {
  return page.evaluate(() => {
    const shut = [...document.querySelectorAll('details:not([open])')];
    for (const one of shut) one.open = true;
    return shut.length > 0;
  });
}
