import { attackDeployment } from '../../e2e/attack/attack-suite.ts';
import { startAttackHarness } from '../../e2e/attack/attack-harness.ts';

describe('An attack on a deployment', () => {
  /** @type {import('../../e2e/attack/attack-harness.ts').AttackHarness} */
  let harness;
  beforeAll(async () => {
    harness = await startAttackHarness();
  });
  afterAll(() => harness.stop());

  /**
   * The verdict of each attack; where it is broken, the evidence.
   *
   * @param {readonly string[]} tokens
   */
  const verdicts = async (tokens) => {
    const results = await attackDeployment(harness.server.origin, tokens, () => undefined);
    return new Map(results.map(({ name, verdict, evidence }) => [name, verdict === 'broken' ? evidence : verdict]));
  };
  const IDOR = "IDOR: GET another user's intent";

  it('runs the attacks without sign-ins with two test accounts, and every defense holds', async () => {
    const users = [await harness.user(), await harness.user()];
    const results = await verdicts(users.map(({ token }) => token ?? ''));
    expect(new Set(results.values())).toEqual(new Set(['held', 'notApplicable']));
    expect(results.get(IDOR)).toBe('held');
    expect(results.get('token confusion: bearer token, HS256 with the public key')).toBe('held');
    expect(results.get('races: one intent confirmed many times at the same time')).toBe('notApplicable');
  });

  it('without test accounts, runs only the attacks that need none', async () => {
    const results = await verdicts([]);
    expect(new Set(results.values())).toEqual(new Set(['held', 'notApplicable']));
    expect(results.get(IDOR)).toBe('notApplicable');
    expect(results.get('token confusion: bearer token, alg none')).toBe('held');
    expect(results.get('clickjacking: a page or an API response in a frame')).toBe('held');
  });
});
