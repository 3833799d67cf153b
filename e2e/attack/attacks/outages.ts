import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../server/src/testing/eventually.ts';
import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { proveWith } from '../forged-proof.ts';

/** Links at Auth0. */
const LINK = { method: 'POST', path: '/api/v2/users/*/identities' };

/** Attacks while the server lacks something it depends on. */
export const OUTAGES: readonly Attack[] = [
  {
    name: 'lost sealing key: a confirmation after a restart with another key',
    run: async (harness: AttackHarness): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), 'onefold-attack-'));
      const newKey = () => ({ ONEFOLD_SEALING_KEY: randomBytes(32).toString('base64') });
      const database = { ONEFOLD_DATABASE_FILE: join(folder, 'onefold.db') };
      const server = await harness.startOtherServer({ ...database, ...newKey() });
      try {
        const victim = (await harness.user()).with({ origin: server.origin });
        const other = await harness.user({ connection: 'google-oauth2' });
        const intent = await proveWith(harness, victim, {
          ...{ connection: 'google-oauth2', sub: other.sub },
          forge: (valid) =>
            harness.tenant.control.signToken({ ...valid, email: other.account.email, email_verified: true }),
        });
        if (intent.stage !== 'ready') throw new Error(`The intent is ${intent.stage}.`);
        await server.restart(newKey());
        const response = await victim.confirm(intent);
        assertDefended(response.outcome === 'wrong_stage', `answered ${response.status} ${response.outcome}`);
        assertDefended(!response.text.includes(other.account.email), 'the response reveals the other account');
        const seen = await victim.intent(intent);
        assertDefended(seen.status === 200, `the intent is answered ${seen.status} ${seen.outcome}`);
        const { stage, error } = seen.body;
        assertDefended(stage === 'failed' && error?.code === 'intent_expired', `the intent is ${stage}`);
        assertDefended(!seen.text.includes(other.account.email), 'the intent reveals the other account');
        const { body } = await victim.me();
        assertDefended(body.identities.length === 1, 'the accounts are linked');
        return `${response.status} ${response.outcome}, no profile, the intent has failed`;
      } finally {
        await server.stop();
        await rm(folder, { recursive: true });
      }
    },
  },
  {
    name: 'endless link: a confirmation three minutes after Auth0 stopped responding',
    run: async (harness: AttackHarness): Promise<string> => {
      const { faults, journal } = harness.tenant.control;
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      const stageNow = async () => (await victim.intent(intent)).body.stage;
      // Auth0 fails from the link on: whether it happened cannot be read either.
      const link = faults.add({ ...LINK, gather: 2, status: 503 });
      const outage: string[] = [];
      try {
        const first = victim.confirm(intent);
        const sessionsEnd = `/api/v2/users/${other.sub}/revoke-access`;
        await eventually('both accounts have been read, and the link follows', () =>
          Promise.resolve(journal.entries().some(({ path }) => decodeURIComponent(path) === sessionsEnd)),
        );
        for (const { sub } of [victim, other]) {
          outage.push(faults.add({ method: 'GET', path: `/api/v2/users/${sub}`, status: 503 }));
        }
        // The second request of the rule, which waits for the server's: then both are answered 503.
        await Promise.race([first, fetch(`${harness.tenant.origin}${LINK.path}`, { method: LINK.method })]);
        assertDefended((await first).outcome === 'auth0_unavailable', `answered ${(await first).outcome}`);
        await harness.advance(181);
        const response = await victim.confirm(intent);
        const outcome = `${response.status} ${response.outcome}`;
        assertDefended(outcome === '503 auth0_unavailable', `after three minutes answered ${outcome}`);
        assertDefended(Number(response.headers.get('retry-after')) >= 60, 'without Retry-After');
        const stage = await stageNow();
        assertDefended(stage === 'linking', `the intent is ${stage}`);
      } finally {
        for (const fault of [link, ...outage]) faults.remove(fault);
      }
      await eventually('the link has ended', async () => (await stageNow()) !== 'linking');
      const stage = await stageNow();
      assertDefended(stage === 'linked', `after the outage the intent is ${stage}`);
      return '503 with Retry-After, the intent stays in "linking" and is linked after the outage';
    },
  },
];
