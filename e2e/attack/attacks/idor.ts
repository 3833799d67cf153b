import type { HistoryPage, LinkIntent } from '@onefold/contract';
import { assertDefended, type Attack } from '../attack.ts';
import type { Deployment, DeploymentAttack } from '../deployment.ts';
import type { AttackHarness } from '../attack-harness.ts';
import type { ApiResponse, ApiUser } from '../../../server/src/testing/api-user.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';

/** A response without the parts that differ each time. */
const withoutSupportId = ({ status, text }: ApiResponse) => `${status} ${text.replace(/"support_id":"[^"]*"/, '')}`;

async function assertSameResponse(mallory: ApiUser, method: string, foreign: string, absent: string, body?: unknown) {
  const [foreignResponse, absentResponse] = [
    await mallory.call(method, foreign, body),
    await mallory.call(method, absent, body),
  ];
  assertDefended(foreignResponse.status === 404, `${method} ${foreign} is answered ${foreignResponse.status}`);
  assertDefended(
    withoutSupportId(foreignResponse) === withoutSupportId(absentResponse),
    `${withoutSupportId(foreignResponse)} is not ${withoutSupportId(absentResponse)}`,
  );
  return `404, the same as for one that never was`;
}

/** Attacks that read or change another user's data without a sign-in. */
export const IDOR_ANYWHERE: readonly DeploymentAttack[] = [
  ...(
    [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['POST', '/confirm', { revision: 'none' }],
    ] as const
  ).map(([method, path, body]): DeploymentAttack => ({
    name: `IDOR: ${method} another user's intent${path}`,
    run: async (harness: Deployment): Promise<string> => {
      const [victim, mallory] = [await harness.user(), await harness.user()];
      const intent = await victim.begin(harness.connection);
      await mallory.begin(harness.connection);
      const at = (id: string) => `/v1/me/link-intents/${id}${path}`;
      const evidence = await assertSameResponse(mallory, method, at(intent.id), at(ABSENT), body);
      assertDefended((await victim.intent(intent)).body.stage === 'created', 'the intent has moved');
      return evidence;
    },
  })),
  {
    name: "IDOR: another user's elevation",
    run: async (harness: Deployment): Promise<string> => {
      const [victim, mallory] = [await harness.user(), await harness.user()];
      const { body } = await victim.call<LinkIntent>('POST', '/v1/me/elevations', { mode: 'popup' });
      return assertSameResponse(mallory, 'GET', `/v1/me/elevations/${body.id}`, `/v1/me/elevations/${ABSENT}`);
    },
  },
  {
    name: 'enumeration: dismissing unknown suggestions',
    run: async (harness: Deployment): Promise<string> => {
      const mallory = await harness.user();
      const responses = await Promise.all(
        ['1', ABSENT, 'google-oauth2|1'].map((id) =>
          mallory.call('DELETE', `/v1/me/suggestions/${encodeURIComponent(id)}`),
        ),
      );
      assertDefended(
        responses.every(({ status }) => status === 204),
        responses.map(({ status }) => status).join(', '),
      );
      return '204 for every id';
    },
  },
  {
    name: 'enumeration: the tenant’s suggestion request without its secret',
    run: async (harness: Deployment): Promise<string> => {
      const [mallory, victim] = [await harness.user(), await harness.user()];
      const request = (sub: string, authorization: string): Promise<ApiResponse> => {
        const [provider = '', user_id = ''] = sub.split('|');
        const account = { user_id: sub, identities: [{ provider, user_id }] };
        return mallory.with({ token: null }).call('POST', '/v1/login-suggestions', account, { authorization });
      };
      const guesses = ['', 'Bearer ', 'Bearer undefined', `Bearer ${mallory.token ?? ''}`, `Bearer ${'a'.repeat(44)}`];
      for (const guess of guesses) {
        const [known, unknown] = [await request(victim.sub, guess), await request('auth0|unknown', guess)];
        assertDefended([401, 404].includes(known.status), `"${guess}" is answered ${known.status}`);
        assertDefended(
          withoutSupportId(known) === withoutSupportId(unknown),
          `${withoutSupportId(known)} is not ${withoutSupportId(unknown)}`,
        );
      }
      return `refused ${guesses.length} guesses, an access token among them`;
    },
  },
  {
    name: 'enumeration: linking existing and unknown accounts',
    run: async (harness: Deployment): Promise<string> => {
      const [mallory, owner] = [await harness.user(), await harness.user()];
      const { email } = (await owner.me()).body.profile;
      if (email === undefined) throw new Error('The test account has no address.');
      const begin = { connection: harness.connection, mode: 'popup' };
      const known = await mallory.call('POST', '/v1/me/link-intents', { ...begin, login_hint: email });
      const unknown = await mallory.call('POST', '/v1/me/link-intents', {
        ...begin,
        login_hint: 'unknown@example.com',
      });
      assertDefended(
        withoutSupportId(known) === withoutSupportId(unknown),
        `${withoutSupportId(known)} is not ${withoutSupportId(unknown)}`,
      );
      assertDefended(known.outcome === 'invalid_request', `an address can be asked about: ${known.outcome}`);
      return 'no call takes an address or an identity that has not signed in';
    },
  },
];

/** Attacks on another user's data after that account has changed. */
export const IDOR: readonly Attack[] = [
  {
    name: "IDOR: another user's identity",
    run: async (harness: AttackHarness): Promise<string> => {
      const profile = { name: 'Linked', email: `${crypto.randomUUID()}@example.com`, email_verified: true };
      const victim = await harness.user({ linked: [{ connection: 'google-oauth2', profile }] });
      const mallory = await harness.user();
      await mallory.elevate();
      const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
      if (google === undefined) throw new Error('Nothing is linked.');
      const at = (id: string) => `/v1/me/identities/google-oauth2/${id}`;
      await assertSameResponse(mallory, 'PATCH', at(google.user_id), at('404'), { nickname: 'mine' });
      return assertSameResponse(mallory, 'DELETE', at(google.user_id), at('404'));
    },
  },
  {
    name: "IDOR: another user's undo handle",
    run: async (harness: AttackHarness): Promise<string> => {
      const profile = { name: 'Linked', email: `${crypto.randomUUID()}@example.com`, email_verified: true };
      const victim = await harness.user({ linked: [{ connection: 'google-oauth2', profile }] });
      const mallory = await harness.user();
      await victim.elevate();
      const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
      if (google === undefined) throw new Error('Nothing is linked.');
      const { body } = await victim.unlink(google);
      const handle = body.undo?.handle;
      if (handle === undefined) throw new Error('Nothing can be undone.');
      const evidence = await assertSameResponse(mallory, 'POST', `/v1/me/undo/${handle}`, `/v1/me/undo/${ABSENT}`);
      assertDefended((await victim.me()).body.identities.length === 1, 'it was undone');
      return evidence;
    },
  },
  {
    name: "IDOR: another user's history",
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const mallory = await harness.user();
      await victim.link(other.account);
      const ownHistory = await victim.call<HistoryPage>('GET', '/v1/me/history');
      if (ownHistory.status !== 200 || ownHistory.body.events.length === 0)
        throw new Error(`No history: ${ownHistory.text}`);
      const { body } = await mallory.call<HistoryPage>(
        'GET',
        `/v1/me/history?account=${encodeURIComponent(victim.sub)}`,
      );
      assertDefended(
        (body.events as unknown[] | undefined)?.length === 0 || 'code' in body,
        'the history of another user is readable',
      );
      return 'only the own history is readable';
    },
  },
];
