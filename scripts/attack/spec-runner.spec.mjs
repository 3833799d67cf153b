import { mutateServer } from '../../e2e/attack/prove/mutated-server.ts';
import { SpecRunner } from '../../e2e/attack/prove/spec-runner.ts';

/** Milliseconds: each run starts a process on a machine that may be busy. */
const TIMEOUT = 120_000;

describe('A mutation that a spec must notice', () => {
  /** @type {SpecRunner} */
  let runner;
  beforeAll(async () => {
    runner = await SpecRunner.start();
  }, TIMEOUT);
  afterAll(() => runner.stop());

  const CLOCK = { file: 'platform/clock.spec.ts', title: 'advances after the machine’s clock has stepped back' };

  /**
   * What the spec finds in a copy of the server whose clock has another line.
   *
   * @param {string} replace
   * @param {import('../../e2e/attack/prove/mutation.ts').NoticingSpec} [spec]
   */
  const findingOf = async (replace, spec = CLOCK) => {
    const find = 'offset = Math.max(offset, wall() - steady());';
    const copy = await mutateServer([{ file: 'platform/clock.ts', find, replace }]);
    try {
      return await runner.prove(spec, copy.folder);
    } finally {
      await copy.remove();
    }
  };

  it(
    'is detected by a failed expectation',
    async () => {
      const { detected, evidence } = await findingOf('offset = wall() - steady();');
      expect(evidence).toContain('to be 1002000');
      expect(detected).toBeTrue();
    },
    TIMEOUT,
  );

  it(
    'is not detected by a spec that passes',
    async () => {
      const { detected, evidence } = await findingOf('offset = Math.max(wall() - steady(), offset);');
      expect(evidence).toContain('1 passed');
      expect(detected).toBeFalse();
    },
    TIMEOUT,
  );

  it(
    'is not detected by a file that does not compile',
    async () => {
      const { detected, evidence } = await findingOf('offset = = 1;');
      expect(evidence).toContain('fails in no expectation');
      expect(evidence).toContain('SyntaxError');
      expect(detected).toBeFalse();
    },
    TIMEOUT,
  );

  it(
    'is not detected by an error that the code throws',
    async () => {
      const { detected, evidence } = await findingOf("throw new Error('no clock');");
      expect(evidence).toContain('fails in no expectation');
      expect(evidence).toContain('no clock');
      expect(detected).toBeFalse();
    },
    TIMEOUT,
  );

  it(
    'is not detected by a beforeAll that fails',
    async () => {
      const find = "describe('The clock of a process', () => {";
      const replace = `${find} beforeAll(() => { throw new Error('no beginning'); });`;
      const copy = await mutateServer([{ file: CLOCK.file, find, replace }]);
      const { detected, evidence } = await runner.prove(CLOCK, copy.folder);
      expect(evidence).toContain('fails in no expectation');
      expect(evidence).toContain('no beginning');
      expect(detected).toBeFalse();
      await copy.remove();
    },
    TIMEOUT,
  );

  it(
    'is not detected if no test has the title, or the file does not exist',
    async () => {
      for (const spec of [{ ...CLOCK, title: 'no such test' }, { file: 'platform/no-such.spec.ts' }]) {
        const { detected, evidence } = await findingOf('offset = wall() - steady();', spec);
        expect(evidence).toContain('does not pass with the defense');
        expect(detected).toBeFalse();
      }
    },
    TIMEOUT,
  );

  it(
    'is stale if its text is not in the sources',
    async () => {
      await expectAsync(
        mutateServer([{ file: 'platform/clock.ts', find: 'no such text', replace: '' }]),
      ).toBeRejectedWithError(/^Stale: platform\/clock.ts has this text 0 times/);
    },
    TIMEOUT,
  );
});
