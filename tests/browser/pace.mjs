// How long each kind of check takes: printed at the end, so that the dear ones can be seen.

const spent = new Map();

/** Does the work and counts its time under a name. */
export async function timed(name, work) {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const one = spent.get(name) ?? { milliseconds: 0, times: 0 };
    one.milliseconds += performance.now() - began;
    one.times += 1;
    spent.set(name, one);
  }
}

/** One line for each name, the dearest first. What goes on at the same time is counted for each. */
export const paces = () => [...spent]
  .sort(([, one], [, other]) => other.milliseconds - one.milliseconds)
  .map(([name, { milliseconds, times }]) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${String(times).padStart(4)} × ${(milliseconds / times / 1000).toFixed(2)} s  ${name}`);
