import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Elevation, LinkIntent } from '@onefold/contract';
import type { ApiUser } from './testing/api-user.ts';
import { startApiHarness, type ApiHarness } from './testing/api-harness.ts';
import { eventually } from './testing/eventually.ts';

/** A request after the key was lost. @returns Its status and its outcome in a form that compares. */
type Request = () => Promise<readonly [number, unknown]>;

/** A change under way when the key is lost. */
interface UnderWay {
  /** Happens with the key. @returns What the user does without it. */
  readonly begin: (user: ApiUser, harness: ApiHarness) => Promise<Request>;
  readonly expected: readonly [number, unknown];
}

const key = () => randomBytes(32).toString('base64');

const stageOf = async (user: ApiUser, intent: LinkIntent) => {
  const { status, body } = await user.intent(intent);
  return [status, [body.stage, body.error?.code]] as const;
};
const proved = async (user: ApiUser, harness: ApiHarness) => user.prove((await harness.user('google-oauth2')).account);
const FAILED = [200, ['failed', 'intent_expired']] as const;

const UNDER_WAY: Readonly<Record<string, UnderWay>> = {
  'the view of the profile': {
    begin: async (user, harness) => {
      await user.link((await harness.user('google-oauth2')).account);
      await user.me();
      return async () => {
        const { status, body } = await user.me();
        return [status, status === 200 ? [body.identities.length, body.undo] : body];
      };
    },
    expected: [200, [2, null]],
  },
  'the view of an intent': {
    begin: async (user, harness) => {
      const intent = await proved(user, harness);
      return () => stageOf(user, intent);
    },
    expected: FAILED,
  },
  'a confirmation': {
    begin: async (user, harness) => {
      const intent = await proved(user, harness);
      return async () => {
        const { status, outcome } = await user.confirm(intent);
        return [status, outcome];
      };
    },
    expected: [409, 'wrong_stage'],
  },
  'a repeated confirmation': {
    begin: async (user, harness) => {
      const intent = await proved(user, harness);
      await user.confirm(intent);
      return async () => {
        const { status, outcome } = await user.confirm(intent);
        return [status, outcome];
      };
    },
    expected: [409, 'wrong_stage'],
  },
  'a cancellation': {
    begin: async (user, harness) => {
      const intent = await proved(user, harness);
      return async () => {
        const { status, body } = await user.call<LinkIntent>('DELETE', `/v1/me/link-intents/${intent.id}`);
        return [status, [body.stage, body.error?.code]];
      };
    },
    expected: FAILED,
  },
  'the start of the first sign-in': {
    begin: async (user) => {
      const intent = await user.begin('google-oauth2');
      return async () => {
        const { status } = await user.browser.open(intent.start_url);
        return [status, await stageOf(user, intent)];
      };
    },
    expected: [200, FAILED],
  },
  'the callback of the first sign-in': {
    begin: async (user, harness) => {
      const other = await harness.user('google-oauth2');
      const intent = await user.begin('google-oauth2');
      const page = await user.browser.open(intent.start_url);
      return async () => {
        const { status } = await user.browser.signIn(page, other.account);
        return [status, await stageOf(user, intent)];
      };
    },
    expected: [400, FAILED],
  },
  'the callback of the second sign-in': {
    begin: async (user, harness) => {
      const other = await harness.user('google-oauth2');
      const intent = await user.begin('google-oauth2');
      const second = await user.browser.signIn(await user.browser.open(intent.start_url), other.account);
      return async () => {
        const { status } = await user.browser.signIn(second, user.account);
        return [status, await stageOf(user, intent)];
      };
    },
    expected: [400, FAILED],
  },
  'the start of an elevation': {
    begin: async (user) => {
      const { body } = await user.call<Elevation>('POST', '/v1/me/elevations', { mode: 'popup' });
      return async () => {
        const { status } = await user.browser.open(body.start_url);
        const now = await user.call<Elevation>('GET', `/v1/me/elevations/${body.id}`);
        return [status, [now.body.stage, now.body.error?.code]];
      };
    },
    expected: [200, ['failed', 'intent_expired']],
  },
  'an undo': {
    begin: async (user, harness) => {
      await user.link((await harness.user('google-oauth2')).account);
      const handle = (await user.me()).body.undo?.handle ?? '';
      return async () => {
        const { status, outcome } = await user.undo(handle);
        return [status, outcome];
      };
    },
    expected: [409, 'undo_impossible'],
  },
  'an unlink': {
    begin: async (user, harness) => {
      const other = await harness.user('google-oauth2');
      await user.link(other.account);
      return async () => {
        const { status, outcome } = await user.unlink(other.identity);
        return [status, outcome];
      };
    },
    expected: [200, 'ok'],
  },
};

describe('A server that has lost its sealing key', () => {
  let folder: string;
  let harness: ApiHarness;
  const requests = new Map<string, Request>();
  let unsent: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onefold-key-'));
    harness = await startApiHarness({
      ...{ ONEFOLD_DATABASE_FILE: join(folder, 'onefold.db'), ONEFOLD_SEALING_KEY: key() },
      // Receives nothing, so that messages wait.
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'accounts@example.com' },
    });
    for (const [name, { begin }] of Object.entries(UNDER_WAY)) {
      requests.set(name, await begin(await harness.user(), harness));
    }
    const { db } = harness.server.services.store;
    const waiting = await db.selectFrom('outbox').select('id').where('topic', '=', 'mail').execute();
    unsent = waiting.map(({ id }) => id);
    // As if they had never been tried.
    await db.updateTable('outbox').set({ next_at: 0, attempts: 0, last_error: null }).execute();
    await harness.restart({ ONEFOLD_SEALING_KEY: key() });
  }, 60_000);
  afterAll(async () => {
    await harness.stop();
    await rm(folder, { recursive: true });
  });

  for (const [name, { expected }] of Object.entries(UNDER_WAY)) {
    it(`answers ${name}`, async () => {
      expect(await requests.get(name)?.()).toEqual(expected);
    });
  }

  it('keeps waiting messages and reports why they are not sent', async () => {
    expect(unsent.length).toBeGreaterThan(0);
    const { db } = harness.server.services.store;
    const read = () =>
      db
        .selectFrom('outbox')
        .selectAll()
        .where('id', 'in', [...unsent])
        .execute();
    await eventually('every message was tried', async () => (await read()).every(({ attempts }) => attempts > 0));
    for (const row of await read()) {
      expect(row.delivered_at).toBeNull();
      expect(row.last_error).toContain('sealing keys');
    }
  });
});
