// Builds the real site into a folder of its own.
import { spawnSync } from 'node:child_process';
import { repository } from './tools.mjs';

/** Builds with the given clock; the site's address is the server's, so that its links lead there. */
export function build(delwebb, out, { now = '2026-01-24', address, more = [] } = {}) {
  const base = address ? ['--base-url', `${address}/`] : [];
  const run = spawnSync(delwebb, ['build', '--now', now, '--out', out, '--color', 'never', ...base, ...more], { cwd: repository, encoding: 'utf8' });
  if (run.error || run.status !== 0) {
    const said = `${run.stdout}${run.stderr}`;
    throw new Error(`delwebb build: ${run.error?.message ?? said.slice(Math.max(0, said.search(/^(fel|error)\b/m)))}`);
  }
}
