import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { proveWith } from '../forged-proof.ts';

const UNUSABLE: readonly unknown[] = [
  null,
  '',
  'null',
  'undefined',
  'google-oauth2|',
  '|1234',
  'google-oauth2|null',
  'samlp|undefined',
  '[object Object]',
];

const refusedIds = UNUSABLE.map((sub): Attack => {
  return {
    name: `identifiers: sub ${sub === null ? 'absent' : JSON.stringify(sub)}`,
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const { stage, error } = await proveWith(harness, victim, {
        ...{ connection: 'google-oauth2', sub: 'replaced' },
        forge: (valid) => harness.tenant.control.signToken({ ...valid, sub }),
      });
      const refused = error?.code === 'identifier_invalid' || error?.code === 'proof_invalid';
      assertDefended(stage === 'failed' && refused, `the intent is ${stage}, ${String(error?.code)}`);
      return error.code;
    },
  };
});

/** Mutable or null identifiers, and nOAuth: an email address mistaken for an identity. */
export const IDENTIFIERS: readonly Attack[] = [
  ...refusedIds,
  {
    name: 'nOAuth: another account with the same address',
    run: async (harness: AttackHarness): Promise<string> => {
      const address = `${crypto.randomUUID()}@example.com`;
      const victim = await harness.user({ profile: { email: address, email_verified: true } });
      const mallory = await harness.user({ connection: 'windowslive' });
      const { stage, candidate } = await proveWith(harness, victim, {
        ...{ connection: 'windowslive', sub: mallory.sub },
        // The provider asserts an address that it does not own.
        forge: (valid) => harness.tenant.control.signToken({ ...valid, email: address, email_verified: true }),
      });
      assertDefended(stage === 'ready', `the intent is ${stage}`);
      const { provider, user_id } = candidate?.identity ?? {};
      assertDefended(`${provider}|${user_id}` === mallory.sub, `taken for ${provider}|${user_id}`);
      return 'the identity is provider + user id of the token; the address has no effect';
    },
  },
  {
    name: 'proof not bound to identity: a confirmation that names another identity',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other, third] = [
        await harness.user(),
        await harness.user({ connection: 'google-oauth2' }),
        await harness.user({ connection: 'google-oauth2' }),
      ];
      const intent = await victim.prove(other.account);
      for (const identity of [third.identity, { provider: 'auth0', user_id: '1' }]) {
        const response = await victim.confirm(intent, { keep: 'current', identity });
        assertDefended(
          response.outcome === 'invalid_request',
          `a body with an identity is answered ${response.outcome}`,
        );
        const namedAccounts = await victim.confirm(intent, { keep: 'current', candidate: { identity } });
        assertDefended(
          namedAccounts.outcome === 'invalid_request',
          `a body with a candidate is answered ${namedAccounts.outcome}`,
        );
      }
      assertDefended((await victim.confirm(intent)).status === 200, 'the honest yes is refused');
      const linked = harness.tenant.control.users().find(({ user_id }) => user_id === victim.sub)?.identities.length;
      const untouched = harness.tenant.control.users().some(({ user_id }) => user_id === third.sub);
      assertDefended(linked === 2 && untouched, 'another identity was linked');
      return 'a body that names another identity is refused; the proved one was linked';
    },
  },
  {
    name: 'proof not bound to identity: a sign-in with another connection than the chosen one',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'github' })];
      const { stage, error } = await proveWith(harness, victim, {
        ...{ connection: 'google-oauth2', sub: other.sub },
        forge: (valid) => harness.tenant.control.signToken(valid),
      });
      assertDefended(error?.code === 'connection_not_allowed', `the intent is ${stage}`);
      return error.code;
    },
  },
];
