// The packages of package.json, which lie below target/ and not beside these files.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
export const folder = join(repository, 'target', 'browser-tools');

/** Gives a package: `tool('axe-core')`. */
export const tool = createRequire(join(folder, 'package.json'));

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Where Chromium is, or nothing. */
export function chromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((place) => NAMES.map((name) => join(place, name))).find(existsSync);
}

/** Starts Chromium, asking nothing of any other host. */
export async function browser(more = []) {
  const executablePath = chromium();
  if (!executablePath) throw new Error('Chromium is not installed');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];
  return tool('playwright-core').chromium.launch({ executablePath, args: [...args, ...more] });
}
