import { median, round } from '../measure.ts';
import { startChildServer } from '../servers/child-server.ts';
import type { Subject } from './subjects.ts';
import { refresh, type Tokens } from './tokens.ts';

const STARTS = 5;
const SIGN_INS = 100;
const REFRESHES = 400;
/** Number of users who sign in at the same time. */
const CONCURRENCY = 4;

/** The cost of one server. */
export interface SubjectFigures {
  readonly name: string;
  /** Milliseconds from the start of its process to its first response; the median of several starts. */
  readonly start: number;
  /** Megabytes of its process after all other measurements. */
  readonly memory: number;
  /** Complete sign-ins per second, including every page. */
  readonly signIns: number;
  /** Milliseconds of CPU that its process needs for a sign-in: unlike the time, independent of other work on the machine. */
  readonly cpuPerSignIn: number;
  /** Token refreshes per second. */
  readonly tokens: number;
}

/** Measures one server while no other one runs. */
export async function measureSubject(subject: Subject): Promise<SubjectFigures> {
  const starts: number[] = [];
  for (let count = 0; count < STARTS; count++) starts.push(await timeStart(subject));
  const server = await startChildServer(subject.file, {});
  try {
    await subject.signIn(server.origin); // Warm-up: compilation and first connections do not count.
    const cpuBefore = await server.cpu();
    const signedIn: Tokens[] = [];
    const signIns = await perSecond(SIGN_INS, async () => {
      signedIn.push(await subject.signIn(server.origin));
    });
    const cpuPerSignIn = round(((await server.cpu()) - cpuBefore) / SIGN_INS);
    // The refresh tokens of a user rotate: each refresh needs the response of the previous one.
    const chains = signedIn.slice(0, CONCURRENCY);
    const tokens = await perSecond(REFRESHES, async (lane) => {
      const chain = chains[lane];
      if (chain) chains[lane] = await refresh(`${server.origin}${subject.tokenPath}`, chain);
    });
    const memory = round((await server.memory()) / 1e6);
    return { name: subject.name, start: round(median(starts)), memory, signIns, cpuPerSignIn, tokens };
  } finally {
    await server.stop();
  }
}

async function timeStart({ file }: Subject): Promise<number> {
  const startedAt = performance.now();
  const server = await startChildServer(file, {});
  await fetch(`${server.origin}/.well-known/openid-configuration`);
  const took = performance.now() - startedAt;
  await server.stop();
  return took;
}

/** Repeats an action, several at once. */
async function perSecond(times: number, work: (lane: number) => Promise<void>): Promise<number> {
  let left = times;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async (_, lane) => {
      while (left-- > 0) await work(lane);
    }),
  );
  return round((times * 1000) / (performance.now() - startedAt));
}
