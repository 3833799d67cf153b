import type { LinkResult } from '@onefold/contract';
import {
  ANNA,
  ANNAS_GOOGLE,
  OTHER_PORTAL,
  begin,
  sendCallback,
  makeReady,
  openIntents,
  read,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

describe('Linking through an intent', () => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents();
  });
  afterEach(() => harness.close());

  const google = () => harness.login(ANNAS_GOOGLE, { name: 'Anna G.', email: 'anna@example.com', emailVerified: true });

  it('goes through two sign-ins to ready, and links after confirmation', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    expect(intent).toEqual({
      id: intent.id,
      stage: 'created',
      connection: { name: 'google', label: 'Google', provider: 'google' },
      expires_at: '2026-11-23T12:10:00.000Z',
      expires_in: 600,
      start_url: `http://localhost:4400/v1/link-intents/${intent.id}/start`,
      candidate: null,
      preview: null,
      error: null,
    });

    const toLeg1 = await anna.visit(intent.start_url);
    expect([toLeg1.status, toLeg1.headers.get('Location')]).toEqual([
      303,
      'https://tenant.example/authorize?state=state-1',
    ]);
    const toLeg2 = await sendCallback(harness.auth0, anna, google());
    expect([toLeg2.status, toLeg2.headers.get('Location')]).toEqual([
      303,
      'https://tenant.example/authorize?state=state-2',
    ]);
    expect(harness.auth0.begun).toEqual([
      { connection: 'google', state: 'state-1' },
      { connection: 'database', loginHint: 'anna@example.com', state: 'state-2' },
    ]);
    const candidate = {
      ...{ identity: { provider: 'google-oauth2', user_id: 'anna' }, connection: 'google' },
      ...{ name: 'Anna G.', email: 'anna@example.com', email_verified: true },
    };
    const proved = await read(anna, intent);
    expect(proved).toEqual(jasmine.objectContaining({ stage: 'proved', preview: null, candidate }));

    const finished = await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect(finished.status).toBe(200);
    const ready = await read(anna, intent);
    expect([ready.stage, ready.preview?.other.user_id]).toEqual(['ready', ANNAS_GOOGLE]);

    const confirmed = await anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, {
      keep: 'current',
      choices: {},
      revision: 'seen',
    });
    expect(confirmed.status).toBe(200);
    expect(((await confirmed.json()) as LinkResult).me.profile.user_id).toBe(ANNA);
    expect(harness.changes.links).toEqual([
      {
        pair: { intentId: intent.id, current: ANNA, other: ANNAS_GOOGLE, connection: 'google', revision: 'seen' },
        decision: { keep: 'current', choices: {} },
      },
    ]);
    expect((await read(anna, intent)).stage).toBe('linked');
  });

  it('verifies each callback at the public address, with the secrets of its leg', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    // Behind a proxy that strips it.
    harness.config.basePath = '/accounts';
    await signIn(harness, anna, intent, google());
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect(harness.auth0.finished.map(({ callback, nonce }) => [callback.replace(/\?.*/, ''), nonce])).toEqual([
      ['http://localhost:4400/accounts/v1/callback', 'nonce of state-1'],
      ['http://localhost:4400/accounts/v1/callback', 'nonce of state-2'],
    ]);
  });

  it('makes the preview once for many requests, and reads no user during the sign-ins', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    const reads = harness.auth0.reads.length;
    for (let poll = 0; poll < 5; poll++) await read(anna, intent);
    expect([harness.changes.previews.length, harness.auth0.reads.length - reads]).toEqual([0, 0]);

    await signIn(harness, anna, intent, google());
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    for (let poll = 0; poll < 5; poll++) expect((await read(anna, intent)).preview).not.toBeNull();
    expect(harness.changes.previews.length).toBe(1);
  });

  it('keeps candidate and preview sealed in the store', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    await read(anna, intent);
    const rows = JSON.stringify(await harness.store.db.selectFrom('intents').selectAll().execute());
    expect(rows).not.toContain('anna@example.com');
    expect(rows).not.toContain(ANNAS_GOOGLE);
    expect(JSON.stringify(await harness.store.db.selectFrom('legs').selectAll().execute())).not.toMatch(
      /state-|nonce|verifier/,
    );
  });

  it('returns to the page where the user began, in redirect mode', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna, { mode: 'redirect', return_to: '/settings?tab=2#accounts' });
    await signIn(harness, anna, intent, google());
    const callbackResponse = await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect([callbackResponse.status, callbackResponse.headers.get('Location')]).toEqual([
      303,
      `http://localhost:4200/settings?tab=2&intent=${intent.id}#accounts`,
    ]);
  });

  it('returns to the portal where it began', async () => {
    const anna = harness.browserOf(ANNA);
    anna.portal = OTHER_PORTAL;
    const intent = await begin(anna, { mode: 'redirect', return_to: '/settings' });
    await signIn(harness, anna, intent, google());
    const callbackResponse = await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect(callbackResponse.headers.get('Location')).toBe(`${OTHER_PORTAL}/settings?intent=${intent.id}`);
  });

  it('requests the sign-ins in the same organization', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await harness.store.db.updateTable('intents').set({ organization: 'org_1' }).execute();
    await signIn(harness, anna, intent, google());
    expect(harness.auth0.begun.map(({ organization }) => organization)).toEqual(['org_1', 'org_1']);
  });

  it('resumes at the second sign-in if the window was lost between the two', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await signIn(harness, anna, intent, google());
    await anna.visit(intent.start_url);
    expect(harness.auth0.begun.map(({ connection }) => connection)).toEqual(['google', 'database', 'database']);
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect((await read(anna, intent)).stage).toBe('ready');
  });

  it('asks for a working sign-in if the connection of the main one is disabled', async () => {
    const anna = harness.browserOf(ANNA);
    const main = harness.auth0.users.get(ANNA);
    if (main === undefined) throw new Error('Anna does not exist.');
    const github = {
      provider: 'github',
      user_id: '7',
      connection: 'github',
      isSocial: true,
      profileData: { email: 'a@hub.example' },
    };
    harness.auth0.users.set(ANNA, { ...main, identities: [...main.identities, github] });
    harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({
      ...each,
      enabled: each.name !== 'database',
    }));
    await signIn(harness, anna, await begin(anna), google());
    expect(harness.auth0.begun.at(-1)).toEqual({ connection: 'github', loginHint: 'a@hub.example', state: 'state-2' });
  });

  it('logs the user, the action and the outcome, without secrets', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    await anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' });
    const log = harness.log.join('');
    for (const message of ['link intent created', 'intent sign-ins completed', 'link intent confirmed']) {
      expect(log).toContain(message);
    }
    expect(log).toContain(intent.id);
    expect(log).not.toMatch(/state-\d|nonce|verifier|code=abc|anna@example\.com/);
    expect(log).not.toContain(anna.cookies.split('=')[1] ?? 'no cookie');
  });
});
