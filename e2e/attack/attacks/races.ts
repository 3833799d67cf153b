import { eventually } from '../../../server/src/testing/eventually.ts';
import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';

/** Calls of the Management API that change identities. */
const IDENTITIES = /\/identities(\/|$)/;

/** Unlinks at Auth0. */
const UNLINK = { method: 'DELETE', path: '/api/v2/users/*/identities/*' };
/** Links at Auth0. */
const LINK = { method: 'POST', path: '/api/v2/users/*/identities' };

/** The server's log entry about a confirmation that waits for another one's link. */
const WAITING = 'confirmation waiting for the link';

/**
 * Makes requests that certainly overlap: the first one's call waits at Auth0 until a second request makes the same call (no lock
 * separates them), or until the server responds to one of them (it rejects one because of the other) or lets one wait.
 */
async function runOverlapping<Response>(
  { server, tenant: { control } }: AttackHarness,
  call: { readonly method: string; readonly path: string },
  requests: readonly (() => Promise<Response>)[],
): Promise<readonly Response[]> {
  const fault = control.faults.add({ ...call, gather: 2 });
  const waiting = () => server.output.split(WAITING).length;
  const before = waiting();
  let over = false;
  try {
    const responses = requests.map((request) => request());
    await Promise.race([
      ...responses,
      eventually('a request is answered or waits', () => Promise.resolve(over || waiting() > before)),
    ]);
    control.faults.remove(fault);
    return await Promise.all(responses);
  } finally {
    over = true;
    control.faults.remove(fault);
  }
}

/** Attacks with simultaneous requests. */
export const RACES: readonly Attack[] = [
  {
    name: 'races: the last two sign-ins unlinked at the same time',
    run: async (harness: AttackHarness): Promise<string> => {
      const profile = { name: 'Linked', email: `${crypto.randomUUID()}@example.com`, email_verified: true };
      const victim = await harness.user({
        connection: 'acme-corp',
        linked: ['google-oauth2', 'github'].map((connection) => ({ connection, profile })),
      });
      await victim.elevate();
      const linked = (await victim.me()).body.identities.filter(({ primary }) => !primary);
      harness.tenant.control.setConnectionEnabled(harness.portal.clientId, 'acme-corp', false);
      try {
        const responses = await runOverlapping(
          harness,
          UNLINK,
          linked.map((identity) => () => victim.unlink(identity)),
        );
        const left = harness.tenant.control.users().find(({ user_id }) => user_id === victim.sub)?.identities.length;
        assertDefended(left === 2, `${left} sign-ins are left, of which one is disabled`);
        assertDefended(responses.filter(({ status }) => status === 200).length === 1, 'not exactly one was unlinked');
        return responses.map(({ outcome }) => outcome).join(', ');
      } finally {
        harness.tenant.control.setConnectionEnabled(harness.portal.clientId, 'acme-corp', true);
      }
    },
  },
  {
    name: 'races: one intent confirmed many times at the same time',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      harness.tenant.control.journal.clear();
      const responses = await runOverlapping(
        harness,
        LINK,
        [1, 2, 3, 4, 5, 6].map(() => () => victim.confirm(intent)),
      );
      // Auth0 refuses the second of two links: a second request shows that the server did not prevent it.
      const links = harness.tenant.control.journal
        .entries()
        .filter(({ method, path }) => method === 'POST' && IDENTITIES.test(path));
      assertDefended(links.length === 1, `Auth0 is asked to link ${links.length} times`);
      const unexpected = responses.find(({ outcome }) => outcome !== 'ok' && outcome !== 'change_in_progress');
      assertDefended(unexpected === undefined, `one is answered ${String(unexpected?.outcome)}`);
      assertDefended(
        responses.some(({ status }) => status === 200),
        'no response reports success',
      );
      return 'one link at Auth0; the others read its outcome or wait';
    },
  },
  {
    name: 'races: one account linked to two others at the same time',
    run: async (harness: AttackHarness): Promise<string> => {
      const users = [await harness.user(), await harness.user()];
      const other = await harness.user({ connection: 'github' });
      const intents = [];
      for (const user of users) intents.push({ user, intent: await user.prove(other.account) });
      const responses = await runOverlapping(
        harness,
        LINK,
        intents.map(
          ({ user, intent }) =>
            () =>
              user.confirm(intent),
        ),
      );
      assertDefended(
        responses.filter(({ status }) => status === 200).length === 1,
        responses.map((each) => each.outcome).join(),
      );
      return responses.map(({ outcome }) => outcome).join(', ');
    },
  },
];
