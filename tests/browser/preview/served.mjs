// A small site with a theme of its own, and `delwebb serve` for it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const LONG = Array.from({ length: 30 }, (_, n) => `Stycke nummer ${n + 1} fyller ut sidan. Det säger inget viktigt.`).join('\n\n');

/** A page with a picture, a list and enough text to scroll. */
export const page = (more = '', front = '') => `---\ntitel: Om oss\n${front}---\n\nFörsta stycket.\n\n![En röd ruta](ruta.svg)\n\n${LONG}\n\n## Sist\n\nSista stycket.${more}\n`;

export const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${colour}"/></svg>`;

export const template = (more = '') => `<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ asset(name="prov.css") }}"></head>
<body><main><h1>{{ page.title }}</h1>${more}
<details id="mer"><summary>Mer</summary><p>Dolt.</p></details>
<p><label>Namn <input id="falt"></label></p>
{{ body }}</main></body></html>
`;

export const CSS = 'body { margin: 0 auto; max-width: 50rem; padding: 0 60px; color: rgb(10, 10, 10); } h1 { color: rgb(0, 60, 0); } p { line-height: 1.6; } button, .panel, .stang { background: rgb(255, 0, 255) !important; font-size: 60px !important; }\n@media (prefers-color-scheme: dark) { body { color: rgb(240, 240, 240); background: rgb(12, 12, 12); } h1 { color: rgb(0, 255, 0); } } @media print { h1 { color: rgb(1, 1, 1); } } @media (min-width: 70rem) { h1 { word-spacing: 3px; } }\n';

const SETTINGS = 'titel: Plats\nadress: "https://exempel.se/"\ntema: eget\n';

export class Served {
  #delwebb;
  #child = null;

  static async start(delwebb, more = []) {
    const served = new Served();
    served.#delwebb = delwebb;
    served.more = more;
    served.folder = mkdtempSync(join(tmpdir(), 'delwebb-preview-'));
    served.write('content/site.yaml', SETTINGS);
    served.write('content/index.md', '---\ntitel: Start\n---\n\nHej. Läs [om oss](/om/).\n');
    served.write('content/om/index.md', page());
    served.write('content/om/ruta.svg', picture('red'));
    served.write('themes/eget/theme.yaml', 'namn: Eget\nutökar: strandlinje\n');
    served.write('themes/eget/templates/sida.html', template());
    served.write('themes/eget/assets/prov.css', CSS);
    await served.run();
    return served;
  }

  /** The site in a folder that is there already. */
  static async of(delwebb, folder) {
    const served = new Served();
    served.#delwebb = delwebb;
    served.more = [];
    served.folder = folder;
    await served.run();
    return served;
  }

  /** Starts the program, on the same port as before. */
  async run() {
    const port = String(this.port ?? 0);
    this.#child = spawn(this.#delwebb, ['serve', '--now', '2026-01-24', '--port', port, ...this.more], { cwd: this.folder, env: { LC_ALL: 'sv_SE.UTF-8', NO_COLOR: '1', PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    await new Promise((resolve, reject) => {
      this.#child.stdout.on('data', (data) => {
        said += data;
        if (said.includes('Ctrl+C')) resolve();
      });
      this.#child.on('exit', (code) => reject(new Error(`delwebb serve ended: ${code}`)));
    });
    this.port = Number(/127\.0\.0\.1:(\d+)/.exec(said)[1]);
    this.address = `http://127.0.0.1:${this.port}`;
  }

  async end() {
    const child = this.#child;
    child.removeAllListeners('exit');
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.on('exit', resolve));
    child.kill();
    await gone;
  }

  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(path, text) {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Builds the site as `delwebb build` does, drafts and all; gives every file as text. */
  build() {
    const built = spawnSync(this.#delwebb, ['build', '--drafts', '--now', '2026-01-24', '--out', 'ut'], { cwd: this.folder, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`build: ${built.stderr}`);
    const all = readdirSync(join(this.folder, 'ut'), { recursive: true }).map((name) => join(this.folder, 'ut', name));
    return all.filter((file) => statSync(file).isFile()).map((file) => [file, readFileSync(file, 'latin1')]);
  }
}

/** Opens a page and waits for its bar. */
export const open = async (page, served, path = '/om/') => {
  await page.goto(served.address + path);
  await page.locator('#oppna').waitFor();
};
