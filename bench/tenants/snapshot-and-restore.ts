import { createTenant, type NewUser } from '@onefold/tenant';
import { median, round } from '../measure.ts';

const USERS = 1000;
const ROUNDS = 20;
/** The longest time each may take, in milliseconds: a test suite does both hundreds of times. */
const LIMIT = 50;

/** The cost of a snapshot and its restore in milliseconds, the median of several rounds. */
export interface SnapshotFigures {
  readonly snapshot: number;
  readonly restore: number;
}

/** Measures snapshots of the demo users alone, and with a thousand more users of two identities each. */
export async function snapshotAndRestore(): Promise<{
  readonly demo: SnapshotFigures;
  readonly thousand: SnapshotFigures;
  readonly problems: readonly string[];
}> {
  const tenant = await createTenant();
  try {
    const measure = (): SnapshotFigures => {
      const took = { snapshot: [] as number[], restore: [] as number[] };
      for (let count = 0; count < ROUNDS; count++) {
        const startedAt = performance.now();
        const id = tenant.control.snapshot();
        const restoredFrom = performance.now();
        tenant.control.restore(id);
        took.snapshot.push(restoredFrom - startedAt);
        took.restore.push(performance.now() - restoredFrom);
        tenant.control.dropSnapshot(id);
      }
      return { snapshot: round(median(took.snapshot)), restore: round(median(took.restore)) };
    };
    const demo = measure();
    tenant.control.seed({ users: Array.from({ length: USERS }, (_, index) => newUser(index)) });
    const thousand = measure();
    const slow = Object.entries(thousand).filter(([, took]) => took >= LIMIT);
    return { demo, thousand, problems: slow.map(([name, took]) => `A ${name} of ${USERS} users took ${took} ms.`) };
  } finally {
    await tenant.stop();
  }
}

function newUser(index: number): NewUser {
  return {
    connection: 'Username-Password-Authentication',
    password_hash: 'scrypt$c2FsdA$a2V5',
    profile: { email: `person-${index}@example.com`, email_verified: true, name: `Person ${index}` },
    linked: [{ connection: 'google-oauth2', profile: { email: `person-${index}@gmail.example` } }],
  };
}
