import { ProblemError } from '../platform/problem-error.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { sweepIntents } from './sweep-intents.ts';
import {
  ANNA,
  ANNAS_GOOGLE,
  begin,
  sendCallback,
  makeReady,
  openIntents,
  read,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

eachStore('The intent sweep', (test) => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents(test.store);
  });
  afterEach(() => harness.close());

  const rows = async () => harness.store.db.selectFrom('intents').select(['stage', 'candidate']).execute();

  it('leaves open ones alone', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    harness.now += 599_999;
    await sweepIntents(harness.services);
    expect((await read(anna, intent)).candidate).not.toBeNull();
  });

  it('expires them after ten minutes and deletes their personal data', async () => {
    await makeReady(harness, harness.browserOf(ANNA));
    harness.now += 600_000;
    await sweepIntents(harness.services);
    expect(await rows()).toEqual([{ stage: 'expired', candidate: null }]);
    expect(await harness.store.db.selectFrom('fresh_logins').selectAll().execute()).toEqual([]);
  });

  it('deletes the personal data of failed ones after ten minutes', async () => {
    await makeReady(harness, harness.browserOf(ANNA));
    await harness.store.db.updateTable('intents').set({ stage: 'failed' }).execute();
    await sweepIntents(harness.services);
    expect((await rows()).map(({ candidate }) => candidate)).not.toContain(null);
    harness.now += 600_000;
    await sweepIntents(harness.services);
    expect(await rows()).toEqual([{ stage: 'failed', candidate: null }]);
  });

  it('deletes them with their sign-ins ten minutes later', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    harness.now += 1_200_000;
    const newIntent = await begin(anna);
    await sweepIntents(harness.services);
    expect(await harness.store.db.selectFrom('legs').selectAll().execute()).toEqual([]);
    expect((await anna.call('GET', `/v1/me/link-intents/${intent.id}`)).status).toBe(404);
    expect((await read(anna, newIntent)).stage).toBe('created');
  });

  it('finds no personal data in a failed one, unless the page still names the account of the first sign-in', async () => {
    const stored = async () =>
      (await harness.store.db.selectFrom('intents').select(['error_code', 'candidate']).execute()).map(
        ({ error_code, candidate }) => [error_code, candidate === null],
      );
    const anna = harness.browserOf(ANNA);
    await signIn(harness, anna, await begin(anna), harness.login(ANNA));
    const ready = await makeReady(harness, anna);
    harness.changes.refusal = new ProblemError('same_account');
    await read(anna, ready);
    await signIn(harness, anna, await begin(anna), harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }));
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    await signIn(
      harness,
      anna,
      await begin(anna),
      harness.login(ANNAS_GOOGLE, { email: 'a@example.com', emailVerified: true }),
    );
    await sendCallback(harness.auth0, anna, harness.login('auth0|another'));
    expect((await stored()).sort()).toEqual([
      ['already_linked', true],
      ['email_not_verified', false],
      ['same_account', true],
      ['wrong_account', false],
    ]);
  });

  it('keeps a linked one until its link can no longer be undone', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    await anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' });
    harness.now += 1_199_999;
    await sweepIntents(harness.services);
    expect((await anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' })).status).toBe(
      200,
    );
    harness.now++;
    await sweepIntents(harness.services);
    expect(await rows()).toEqual([]);
  });

  it('never deletes one that is being linked, because recovery of its operation needs it', async () => {
    await makeReady(harness, harness.browserOf(ANNA));
    await harness.store.db.updateTable('intents').set({ stage: 'linking' }).execute();
    harness.now += 86_400_000;
    await sweepIntents(harness.services);
    expect((await rows()).map(({ stage }) => stage)).toEqual(['linking']);
  });
});
