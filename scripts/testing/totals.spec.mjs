import { addTotals, isTotals, checkTotals, totalsOfAttacks, totalsOfPlaywright } from './totals.mjs';

describe('Totals', () => {
  it('are the sums over all suites', () => {
    expect(
      addTotals([
        { passed: 3, failed: 1, failures: ['one'] },
        { passed: 4, failed: 0 },
      ]),
    ).toEqual({ passed: 7, failed: 1, failures: ['one'] });
  });

  it('count a suite that crashed, wrote nothing or ran nothing as failed', () => {
    expect(checkTotals(0, { passed: 5, failed: 0 })).toEqual({ passed: 5, failed: 0 });
    expect(checkTotals(1, { passed: 5, failed: 2, failures: ['one', 'two'] })).toEqual({
      passed: 5,
      failed: 2,
      failures: ['one', 'two'],
    });
    expect(checkTotals(1, { passed: 5, failed: 0 })).toEqual({ passed: 5, failed: 1 });
    expect(checkTotals(0, { passed: 0, failed: 0 })).toEqual({ passed: 0, failed: 1 });
    expect(checkTotals(0, undefined)).toEqual({ passed: 0, failed: 1 });
  });

  it('are undefined for an invalid report', () => {
    expect([undefined, null, 5, {}, { passed: '1', failed: 0 }, { passed: -1, failed: 0 }].filter(isTotals)).toEqual(
      [],
    );
  });

  it('count flaky tests and errors outside tests as failed in Playwright’s report', () => {
    const stats = { expected: 10, unexpected: 1, flaky: 2, skipped: 3 };
    const specs = [
      { file: 'link.spec.ts', title: 'links', ok: true },
      { file: 'link.spec.ts', title: 'unlinks', ok: false },
    ];
    expect(totalsOfPlaywright({ stats, errors: [{}], suites: [{ suites: [{ specs }] }] })).toEqual({
      passed: 10,
      failed: 4,
      failures: ['link.spec.ts: unlinks'],
    });
    expect(totalsOfPlaywright({ errors: [] })).toBeUndefined();
    expect(totalsOfPlaywright({ stats: {} })).toBeUndefined();
  });
});

describe('The totals of the attacks', () => {
  it('are the numbers of held and broken attacks in the last line', () => {
    const attacks = [
      { name: 'flood', verdict: 'broken', evidence: 'none refused' },
      { name: 'races', verdict: 'held', evidence: 'one link' },
    ];
    expect(totalsOfAttacks(`a table\n${JSON.stringify({ held: 3, broken: 1, attacks })}\n`)).toEqual({
      passed: 3,
      failed: 1,
      failures: ['flood: none refused'],
    });
  });

  it('are undefined if the run ended before its report', () => {
    expect(totalsOfAttacks('a table\n')).toBeUndefined();
  });
});
