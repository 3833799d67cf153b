/** @typedef {import('../../e2e/attack/attack.ts').AttackResult} AttackResult */

const MARKS = { held: 'held', broken: 'BROKEN', notApplicable: 'n/a' };
/** Columns of the table: verdict and attack; the evidence takes the rest of the line. */
const WIDTHS = [7, 78];

/**
 * One line of the table.
 *
 * @param {AttackResult} result
 */
export function printResult({ name, verdict, evidence }) {
  const [mark = 0, attack = 0] = WIDTHS;
  console.log(`${MARKS[verdict].padEnd(mark)} ${name.padEnd(attack)} ${evidence.replaceAll(/\s+/g, ' ')}`);
}

/**
 * The output of `--json`.
 *
 * @param {readonly AttackResult[]} results
 */
export function totalsOf(results) {
  const count = (/** @type {AttackResult['verdict']} */ verdict) =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    held: count('held'),
    broken: count('broken'),
    notApplicable: count('notApplicable'),
    attacks: results.map(({ name, verdict, evidence }) => ({ name, verdict, evidence })),
  };
}
