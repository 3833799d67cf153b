import type { BenchResult, Figures } from '../bench-result.ts';
import { round } from '../measure.ts';
import { hundredThousand } from './hundred-thousand.ts';
import { linkAndUnlink } from './link-and-unlink.ts';
import { measureSubject, type SubjectFigures } from './measure-subject.ts';
import { snapshotAndRestore } from './snapshot-and-restore.ts';
import { OIDC_PROVIDER, ONEFOLD, SIMULACRUM } from './subjects.ts';

/** Starts the servers one after the other, each in a separate process, and repeats the same steps with each. */
export async function tenants(): Promise<BenchResult> {
  const onefold = await measureSubject(ONEFOLD);
  const others = [await measureSubject(OIDC_PROVIDER), await measureSubject(SIMULACRUM)];
  // The other servers support neither linking nor snapshots.
  const links = await linkAndUnlink();
  const { demo, thousand, problems } = await snapshotAndRestore();
  const large = await hundredThousand();
  return {
    name: 'Our tenant, the bare provider that is inside it, and another simulator of Auth0',
    table: Object.fromEntries([
      [onefold.name, { ...figuresOf(onefold), 'links and unlinks/s': links }],
      ...others.map((other) => [other.name, figuresOf(other)] as const),
      ['snapshot of the demo people', { 'taken in ms': demo.snapshot, 'restored in ms': demo.restore }],
      ['snapshot of 1,000 users', { 'taken in ms': thousand.snapshot, 'restored in ms': thousand.restore }],
      // One row per value: a single row would be too wide to read.
      ...Object.entries(large.figures).map(([name, ms]) => [`100,000 users: ${name}`, { ms }] as const),
    ]),
    ratios: Object.fromEntries(others.map((other) => [`${onefold.name} / ${other.name}`, ratiosOf(onefold, other)])),
    problems: [...problems, ...large.problems],
  };
}

function figuresOf({ start, memory, signIns, cpuPerSignIn, tokens }: SubjectFigures): Figures {
  return {
    ...{ 'start ms': start, 'memory MB': memory },
    ...{ 'sign-ins/s': signIns, 'CPU ms/sign-in': cpuPerSignIn, 'tokens/s': tokens },
  };
}

function ratiosOf(onefold: SubjectFigures, other: SubjectFigures): Figures {
  const [left, right] = [figuresOf(onefold), figuresOf(other)];
  return Object.fromEntries(Object.entries(left).map(([name, value]) => [name, round(value / (right[name] ?? NaN))]));
}
