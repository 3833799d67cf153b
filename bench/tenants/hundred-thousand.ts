import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createTenant, type NewUser, type Tenant } from '@onefold/tenant';
import type { Figures } from '../bench-result.ts';
import { median, round } from '../measure.ts';

const USERS = 100_000;
const ROUNDS = 15;
/** The longest time each request may take, in milliseconds. */
const LIMITS: Readonly<Record<string, number>> = {
  'seed ms': 20_000,
  'first broad search ms': 100,
  'first broad search after a restart ms': 100,
  'user by id ms': 5,
  'users by e-mail ms': 5,
  'search by address ms': 100,
  'search for all ms': 100,
  'search by connection ms': 100,
  'search by wildcard ms': 100,
  'search by metadata ms': 100,
  'sorted page ms': 100,
};
const REQUESTS: Readonly<Record<string, string>> = {
  'user by id ms': '/users/auth0%7Cperson-77777',
  'users by e-mail ms': '/users-by-email?email=person-77777%40example.com',
  'search by address ms': search('email:"person-77777@example.com"'),
  'search for all ms': '/users?include_totals=true&per_page=50',
  'search by connection ms': search('identities.connection:"Username-Password-Authentication"'),
  'search by wildcard ms': search('email:person-7*'),
  'search by metadata ms': search('user_metadata.plan:free'),
  'sorted page ms': `${search('blocked:false')}&sort=email%3A-1`,
};

/** Measures a tenant with 100,000 users, through HTTP: the median of several requests, and the first broad search. */
export async function hundredThousand(): Promise<{ readonly figures: Figures; readonly problems: readonly string[] }> {
  const tenant = await createTenant({ rateLimit: { limit: 1_000_000, perSeconds: 1 } });
  try {
    const startedAt = performance.now();
    tenant.control.seed({ users: Array.from({ length: USERS }, (_, index) => newUser(index)) });
    const seeded = round(performance.now() - startedAt);
    const aud = `${tenant.issuer}api/v2/`;
    const token = await tenant.control.signToken({ sub: 'bench@clients', aud, scope: 'read:users' });
    const first = await took(tenant, token, search('blocked:false'));
    const figures: Record<string, number> = { 'seed ms': seeded, 'first broad search ms': round(first) };
    for (const [name, path] of Object.entries(REQUESTS)) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) times.push(await took(tenant, token, path));
      figures[name] = round(median(times));
    }
    figures['first broad search after a restart ms'] = round(await firstSearchAfterRestart());
    const slow = Object.entries(LIMITS).filter(([name, limit]) => (figures[name] ?? Infinity) > limit);
    return {
      figures,
      problems: slow.map(([name, limit]) => `${name} with ${USERS} users: ${figures[name]}, at most ${limit}.`),
    };
  } finally {
    await tenant.stop();
  }
}

/** Starts a tenant on a database file with the users, and searches once it has loaded them in the background. */
async function firstSearchAfterRestart(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-bench-'));
  const database = join(folder, 'tenant.db');
  try {
    const filling = await createTenant({ database });
    filling.control.seed({ users: Array.from({ length: USERS }, (_, index) => newUser(index)) });
    await filling.stop();
    const tenant = await createTenant({ database });
    await idle();
    const aud = `${tenant.issuer}api/v2/`;
    const token = await tenant.control.signToken({ sub: 'bench@clients', aud, scope: 'read:users' });
    // Loads the Management API, which takes its own time.
    await took(tenant, token, '/users?per_page=1');
    const time = await took(tenant, token, search('blocked:false'));
    await tenant.stop();
    return time;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Waits until this process has nothing to do. */
async function idle(): Promise<void> {
  let utilization = 1;
  while (utilization > 0.2) {
    const before = performance.eventLoopUtilization();
    await wait(100);
    ({ utilization } = performance.eventLoopUtilization(before));
  }
}

function search(query: string): string {
  return `/users?include_totals=true&per_page=50&q=${encodeURIComponent(query)}`;
}

async function took({ origin }: Tenant, token: string, path: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${origin}/api/v2${path}`, { headers: { authorization: `Bearer ${token}` } });
  await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return performance.now() - startedAt;
}

function newUser(index: number): NewUser {
  return {
    connection: 'Username-Password-Authentication',
    user_id: `person-${index}`,
    password_hash: 'scrypt$c2FsdA$a2V5',
    profile: { email: `person-${index}@example.com`, email_verified: true, name: `Person ${index}` },
    user_metadata: { plan: index % 10 === 0 ? 'free' : 'paid' },
  };
}
