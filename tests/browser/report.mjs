// What the checks found, counted and told: one readable line for each failure.

/** Each `result` is one check of one page in one view: passed when nothing was found. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;
  lines = [];

  /** `where` says the page and how it was seen; `problems` what was wrong, nothing when all was well. */
  result(check, where, problems) {
    if (problems.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    for (const problem of problems.slice(0, 8)) this.say(`FAIL ${check}: ${where}: ${problem}`);
    if (problems.length > 8) this.say(`FAIL ${check}: ${where}: and ${problems.length - 8} more`);
  }

  say(line) {
    const one = line.replace(/\s+/g, ' ').slice(0, 400);
    this.lines.push(one);
    console.log(one);
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed === 0 ? 0 : 1;
  }
}
