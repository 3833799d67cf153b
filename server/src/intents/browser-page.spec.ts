import type { LinkIntent } from '@onefold/contract';
import {
  ANNA,
  OTHER_PORTAL,
  begin,
  sendCallback,
  openIntents,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

describe('The pages of the server', () => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents();
  });
  afterEach(() => harness.close());

  const policyOf = (response: Response) => response.headers.get('Content-Security-Policy') ?? '';

  it('allow only their own style and script, are not stored or framed, and send no referrer', async () => {
    const anna = harness.browserOf(ANNA);
    await begin(anna);
    for (const response of [
      await anna.visit('/v1/callback'),
      await harness.browserOf('auth0|mallory').visit('/v1/link-intents/00000000-0000-4000-8000-000000000000/start'),
    ]) {
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
      const nonce = /nonce-([\w+/=]+)/.exec(policyOf(response))?.[1] ?? 'none';
      expect(policyOf(response)).toBe(
        `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; script-src 'nonce-${nonce}'; ` +
          "require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
      const text = await response.text();
      expect(text).toContain('<html lang="en" dir="ltr">');
      expect(text).toContain(`<style nonce="${nonce}">`);
      expect(text).toContain('<a class="way" href="http://localhost:4200/profile">');
      expect(text).not.toMatch(/<script| on\w+=/);
    }
  });

  it('use the language of the portal page that began the sign-ins, as the sign-ins do; else that of the browser', async () => {
    const anna = harness.browserOf(ANNA);
    anna.language = 'de-AT';
    const refused = await anna.visit('/v1/callback');
    expect(refused.headers.get('Content-Language')).toBe('de');
    expect(await refused.text()).toContain('Zu Ihrem Profil');
    const body = { connection: 'google', mode: 'popup' };
    const intent = (await (await anna.call('POST', '/v1/me/link-intents', body, 'ar')).json()) as LinkIntent;
    await signIn(harness, anna, intent, new Error('An error.'));
    expect(harness.auth0.begun.map(({ language }) => language)).toEqual(['ar', 'ar']);
    const last = await (await sendCallback(harness.auth0, anna, harness.login(ANNA))).text();
    expect(last).toContain('<html lang="ar" dir="rtl">');
    expect(last).toContain('يمكنك إغلاق هذه النافذة');
  });

  it('have a new nonce each time', async () => {
    const anna = harness.browserOf(ANNA);
    expect(policyOf(await anna.visit('/v1/callback'))).not.toBe(policyOf(await anna.visit('/v1/callback')));
  });

  it('close the window at the end, notify the opener without details, and work without scripts', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    const page = await (await signIn(harness, anna, intent, new Error('An error.'))).text();
    expect(page).toBe('');
    const text = await (await sendCallback(harness.auth0, anna, harness.login(ANNA))).text();
    expect(text).toContain(`const message = {"intent":"${intent.id}"};`);
    expect(text).toContain("new BroadcastChannel('onefold')");
    expect(text).toContain('window.opener?.postMessage(message, "http://localhost:4200")');
    expect(text).toContain(`<a class="way" href="http://localhost:4200/profile?intent=${intent.id}">`);
    expect(text.match(/<\/script>/g)?.length).toBe(1);
  });

  it('notify and link to the portal where the intent began, and no other', async () => {
    const anna = harness.browserOf(ANNA);
    anna.portal = OTHER_PORTAL;
    await signIn(harness, anna, await begin(anna), new Error('An error.'));
    const text = await (await sendCallback(harness.auth0, anna, harness.login(ANNA))).text();
    expect(text).toContain(`window.opener?.postMessage(message, "${OTHER_PORTAL}")`);
    expect(text).toContain(`<a class="way" href="${OTHER_PORTAL}/profile?intent=`);
    expect(text).not.toContain('localhost:4200');
  });
});
