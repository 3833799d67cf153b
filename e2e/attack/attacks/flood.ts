import { assertDefended, type Attack } from '../attack.ts';
import type { Deployment, DeploymentAttack } from '../deployment.ts';
import type { AttackHarness } from '../attack-harness.ts';

/** Attacks that send too many requests of one kind. */
export const FLOOD_ANYWHERE: readonly DeploymentAttack[] = [
  {
    name: 'flood: unlimited intents',
    run: async (harness: Deployment): Promise<string> => {
      const victim = await harness.user();
      const first = await victim.begin(harness.connection);
      for (let count = 0; count < 12; count++) await victim.begin(harness.connection);
      const { stage } = (await victim.intent(first)).body;
      assertDefended(stage === 'cancelled', `the first of 13 is still ${stage}`);
      return 'five are open at most, the oldest gives way';
    },
  },
  {
    name: 'flood: an unlimited body',
    run: async (harness: Deployment): Promise<string> => {
      const victim = await harness.user();
      const body = JSON.stringify({ connection: 'x'.repeat(2_000_000), mode: 'popup' });
      const response = await victim.call('POST', '/v1/me/link-intents', body);
      assertDefended(response.outcome === 'payload_too_large', `answered ${response.outcome}`);
      return '413';
    },
  },
];

/** Attacks that send too many requests. */
export const FLOOD: readonly Attack[] = [
  {
    name: 'flood: unlimited requests of one user',
    run: async (harness: AttackHarness): Promise<string> => {
      const server = await harness.startOtherServer({ ONEFOLD_REQUEST_RATE: '20/60s' });
      const flooder = (await harness.user()).with({ origin: server.origin });
      const other = (await harness.user()).with({ origin: server.origin });
      const responses = await Promise.all(Array.from({ length: 60 }, () => flooder.me()));
      const refused = responses.filter(({ outcome }) => outcome === 'rate_limited');
      assertDefended(refused.length >= 35, `${refused.length} of 60 are refused`);
      assertDefended(
        refused.every(({ headers }) => Number(headers.get('retry-after')) > 0),
        'without Retry-After',
      );
      assertDefended((await other.me()).status === 200, 'another user is refused, too');
      return `${refused.length} of 60 are refused with Retry-After, others are served`;
    },
  },
  {
    name: 'flood: unlimited requests from one address',
    run: async (harness: AttackHarness): Promise<string> => {
      const server = await harness.startOtherServer({ ONEFOLD_REQUEST_RATE: '5/60s' });
      const anonymous = (await harness.user()).with({ origin: server.origin, token: null });
      // Each request has no token and a different, forged `X-Forwarded-For` address.
      const responses = await Promise.all(
        Array.from({ length: 90 }, (_, index) =>
          anonymous.call('GET', '/v1/callback', undefined, { 'x-forwarded-for': `203.0.113.${index}` }),
        ),
      );
      const refused = responses.filter(({ status }) => status === 429);
      assertDefended(refused.length >= 30, `${refused.length} of 90 are refused`);
      return `${refused.length} of 90 are refused regardless of X-Forwarded-For`;
    },
  },
  {
    name: 'flood: unlimited page requests from one address',
    run: async (harness: AttackHarness): Promise<string> => {
      const server = await harness.startOtherServer({ ONEFOLD_REQUEST_RATE: '1/60s' });
      const anonymous = (await harness.user()).with({ origin: server.origin, token: null });
      const statuses: number[] = [];
      for (const path of ['/healthz', '/openapi.json', '/profile']) {
        const responses = await Promise.all(Array.from({ length: 50 }, () => anonymous.call('GET', path)));
        statuses.push(...responses.map(({ status }) => status));
      }
      const refused = statuses.filter((status) => status === 429);
      assertDefended(refused.length >= 30, `${refused.length} of 150 are refused`);
      return `${refused.length} of 150 are refused`;
    },
  },
  {
    name: 'flood: more Management API calls than Auth0 allows',
    run: async (harness: AttackHarness): Promise<string> => {
      const server = await harness.startOtherServer({ ONEFOLD_MANAGEMENT_RATE: '5/1s' });
      const users = await Promise.all(Array.from({ length: 25 }, () => harness.user()));
      harness.tenant.control.journal.clear();
      const began = Date.now();
      // Simultaneous requests may share one search; consecutive ones cannot.
      const [firstUsers, otherUsers] = [users.slice(0, 13), users.slice(13)];
      const responses = await Promise.all(firstUsers.map((user) => user.with({ origin: server.origin }).me()));
      for (const user of otherUsers) responses.push(await user.with({ origin: server.origin }).me());
      const took = (Date.now() - began) / 1000;
      const paths = harness.tenant.control.journal.entries().map(({ path }) => path);
      const calls = paths.filter((path) => path.startsWith('/api/v2/')).length;
      // Excludes the searches for suggestions, which run while no request waits: their number depends on the machine.
      const reads = paths.filter((path) => /^\/api\/v2\/users(\/[^/]+)?$/.test(path)).length;
      assertDefended(
        responses.every(({ status }) => status === 200),
        'a request got no profile',
      );
      assertDefended(calls <= 5 * took + 5, `${calls} calls in ${took.toFixed(1)} s`);
      assertDefended(reads <= 25, `${reads} reads for 25 views`);
      return `${reads} reads for 25 views, ${calls} calls in ${took.toFixed(1)} s at 5 a second`;
    },
  },
];
