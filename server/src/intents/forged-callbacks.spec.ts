import { eachStore } from '../store/testing/each-store.ts';
import {
  ANNA,
  ANNAS_GOOGLE,
  begin,
  sendCallback,
  openIntents,
  read,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

eachStore('A callback', (test) => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents(test.store);
  });
  afterEach(() => harness.close());

  const google = () => harness.login(ANNAS_GOOGLE);

  /** Everything an attack could have changed. */
  const everything = async () =>
    JSON.stringify([
      await harness.store.db.selectFrom('intents').selectAll().execute(),
      await harness.store.db.selectFrom('legs').selectAll().execute(),
      await harness.store.db.selectFrom('fresh_logins').selectAll().execute(),
    ]);

  async function refused(attack: () => Promise<Response>) {
    const before = await everything();
    const finished = harness.auth0.finished.length;
    const response = await attack();
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This sign-in has expired or was already used</h1>');
    expect(await everything()).toBe(before);
    expect(harness.auth0.finished.length).withContext('the code was looked at').toBe(finished);
  }

  it('without a state is refused', async () => {
    const anna = harness.browserOf(ANNA);
    await anna.visit((await begin(anna)).start_url);
    await refused(() => anna.visit('/v1/callback?code=abc'));
  });

  it('with an unknown state is refused', async () => {
    const anna = harness.browserOf(ANNA);
    await anna.visit((await begin(anna)).start_url);
    await refused(() => anna.visit('/v1/callback?code=abc&state=made-up'));
  });

  it('in another browser is refused, with or without its own cookie', async () => {
    const anna = harness.browserOf(ANNA);
    await anna.visit((await begin(anna)).start_url);
    const other = harness.browserOf('auth0|mallory');
    await refused(() => sendCallback(harness.auth0, other, google()));
    harness.auth0.users.set('auth0|mallory', { ...harness.auth0.users.get(ANNA), user_id: 'auth0|mallory' } as never);
    await begin(other);
    await refused(() => sendCallback(harness.auth0, other, google()));
  });

  it('is accepted in its own browser after an attempt in another one', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await anna.visit(intent.start_url);
    await sendCallback(harness.auth0, harness.browserOf('auth0|mallory'), google());
    expect((await sendCallback(harness.auth0, anna, google())).status).toBe(303);
    expect((await read(anna, intent)).stage).toBe('proved');
  });

  it('with a used state is refused', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await signIn(harness, anna, intent, google());
    harness.auth0.next = google();
    await refused(() => anna.visit('/v1/callback?code=abc&state=state-1'));
  });

  it('is used once if several arrive at the same time', async () => {
    const anna = harness.browserOf(ANNA);
    await anna.visit((await begin(anna)).start_url);
    const responses = await Promise.all([1, 2, 3, 4].map(() => sendCallback(harness.auth0, anna, google())));
    expect(responses.map(({ status }) => status).sort()).toEqual([303, 400, 400, 400]);
  });

  it('of the first sign-in is refused after another sign-in of the same intent has returned', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await anna.visit(intent.start_url);
    await signIn(harness, anna, intent, google());
    await refused(() => anna.visit('/v1/callback?code=abc&state=state-1'));
  });

  it('is refused after the intent has expired', async () => {
    const anna = harness.browserOf(ANNA);
    await anna.visit((await begin(anna)).start_url);
    harness.now += 600_000;
    await refused(() => sendCallback(harness.auth0, anna, google()));
  });

  it('of a cancelled intent is refused', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await anna.visit(intent.start_url);
    await anna.call('DELETE', `/v1/me/link-intents/${intent.id}`);
    await refused(() => sendCallback(harness.auth0, anna, google()));
  });
});

eachStore('A start URL', (test) => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents(test.store);
  });
  afterEach(() => harness.close());

  it('works in no other browser, where the response is the same as without an intent', async () => {
    const intent = await begin(harness.browserOf(ANNA));
    const otherUser = harness.browserOf('auth0|mallory');
    const foreign = await otherUser.visit(intent.start_url);
    const absent = await otherUser.visit('/v1/link-intents/00000000-0000-4000-8000-000000000000/start');
    expect([foreign.status, absent.status]).toEqual([403, 403]);
    const plain = async (response: Response) => (await response.text()).replaceAll(/nonce="[^"]+"/g, '');
    expect(await plain(foreign)).toBe(await plain(absent));
    expect(harness.auth0.begun).toEqual([]);
  });

  it('begins no sign-in after ten minutes', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    harness.now += 600_000;
    expect((await anna.visit(intent.start_url)).status).toBe(200);
    expect(harness.auth0.begun).toEqual([]);
    expect((await read(anna, intent)).stage).toBe('expired');
  });

  it('keeps at most ten open sign-ins of an intent', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    for (let click = 0; click < 12; click++) {
      harness.now++;
      await anna.visit(intent.start_url);
    }
    const legs = await harness.store.db.selectFrom('legs').select('started_at').execute();
    expect([legs.length, Math.min(...legs.map(({ started_at }) => started_at))]).toEqual([10, harness.now - 9]);
  });
});
