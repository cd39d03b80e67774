// The packages of package.json, which lie below target/ and not beside these files.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
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

/**
 * Lets the browser know of no other typefaces than DejaVu, which every Debian with Chromium has: lines
 * break at the same places on every machine. It is broad, so what has room here has room with others.
 */
function typefaces() {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts'].filter(existsSync);
  const there = new Set(folders.flatMap((place) => readdirSync(place, { recursive: true })).map((file) => file.split('/').at(-1)));
  const wanted = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSerif.ttf', 'DejaVuSerif-Bold.ttf', 'DejaVuSansMono.ttf'];
  const missing = wanted.filter((file) => !there.has(file));
  if (missing.length) throw new Error(`${missing.join(', ')} is needed: apt install fonts-dejavu-core`);
  const families = { serif: 'DejaVu Serif', monospace: 'DejaVu Sans Mono', 'sans-serif': 'DejaVu Sans', 'system-ui': 'DejaVu Sans' };
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>${folders.map((place) => `<dir>${place}</dir>`).join('')}<cachedir>${join(folder, 'fontconfig')}</cachedir>
<selectfont><rejectfont><glob>*.*</glob></rejectfont>${wanted.map((name) => `<acceptfont><glob>*/${name}</glob></acceptfont>`).join('')}</selectfont>
${Object.entries(families).map(([name, family]) => `<alias><family>${name}</family><prefer><family>${family}</family></prefer></alias>`).join('\n')}
</fontconfig>
`);
  return file;
}

/** Starts Chromium, asking nothing of any other host. */
export async function browser(more = []) {
  const executablePath = chromium();
  if (!executablePath) throw new Error('Chromium is not installed');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];
  return tool('playwright-core').chromium.launch({ executablePath, args: [...args, ...more], env: { ...process.env, FONTCONFIG_FILE: typefaces() } });
}
