// The browser's part of preview.py: saves a file again and again and tells, for each time, how many
// milliseconds it took from the save until the page shows it. Reads what to do from standard input.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { browser as start } from '../tests/browser/tools.mjs';

const { url, file, runs, texts, css } = JSON.parse(readFileSync(0, 'utf8'));
const PATIENCE = 60_000;

/** Whether the page shows `text`: as text, or as a comment of a style sheet that it uses. */
const shows = ([text, isCss]) => {
  const plain = (words) => words.replaceAll('\u00ad', '').replaceAll('\u00a0', ' ');
  if (!isCss) return plain(document.body?.textContent ?? '').includes(text);
  const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
  const links = [...document.querySelectorAll('link[rel~=stylesheet]')];
  // The rule that the comment stands beside cannot be seen: the sheet's own variable can.
  return loaded.length > 0 && links.some((link) => link.sheet)
    && getComputedStyle(document.documentElement).getPropertyValue('--bench').includes(text);
};

const browser = await start();
const taken = [];
try {
  const page = await browser.newPage();
  await page.goto(url);
  await pause(1500);
  for (let number = 0; number < runs; number += 1) {
    const words = `Flodhästen ${number}`;
    const text = css ? `${texts[number]}\n:root{--bench:"${words}"}\n` : texts[number];
    writeFileSync(file, text);
    const begun = performance.now();
    await page.waitForFunction(shows, [words, css], { polling: 'raf', timeout: PATIENCE });
    taken.push(performance.now() - begun);
    await pause(1200);
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(taken));
