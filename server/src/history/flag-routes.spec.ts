import { openMessage } from '../delivery/outbox-message.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { ANNA, openEventHarness, type EventHarness } from './testing/event-harness.ts';

const OWN_FORM = { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://accounts.example.com' };

eachStore('The “this wasn’t me” link', (test) => {
  let harness: EventHarness;
  let event: string;
  let link: string;

  beforeEach(async () => {
    harness = openEventHarness(test.store, { webhooks: [{ url: 'https://host.example/hook', secret: 'whsec_x' }] });
    event = await harness.record();
    const mail = await test.store.db
      .selectFrom('outbox')
      .selectAll()
      .where('topic', '=', 'mail')
      .executeTakeFirstOrThrow();
    const message = openMessage(harness.services, mail);
    link = /https:\S+\/v1\/notices\/\S+/.exec(message.topic === 'mail' ? message.text : '')?.[0] ?? '';
    await test.store.db.deleteFrom('outbox').execute();
    await harness.services.recentSignIns.record(test.store.db, {
      ...{ subject: ANNA, browserHash: 'browser', authAt: harness.now, connection: 'database' },
      sessionId: null,
    });
  });

  const post = (headers: Record<string, string> = OWN_FORM): Promise<Response> =>
    harness.request(link, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });

  async function state(): Promise<unknown> {
    const history = await test.store.db.selectFrom('history').select(['type', 'flagged_at']).orderBy('id').execute();
    const links = await test.store.db.selectFrom('flag_links').select('used_at').execute();
    const outbox = await test.store.db.selectFrom('outbox').selectAll().execute();
    return { history, links, outbox: outbox.length, ended: harness.auth0.ended };
  }

  it('opens a page that names the event and asks for confirmation, and changes nothing', async () => {
    const before = await state();
    const response = await harness.request(link);
    expect(response.status).toBe(200);
    const html = await response.text();
    for (const expected of [
      'GitHub (A… L…)',
      '23 November 2026 at 23:10 UTC',
      'near 203.0.113.x, Firefox on Windows',
    ]) {
      expect(html).toContain(expected);
    }
    expect(html).toContain('<form method="post">');
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).not.toContain('<script');
    expect(await state()).toEqual(before);
    expect(await harness.services.recentSignIns.find(ANNA, 'browser')).not.toBeNull();
  });

  it('leads back to the portal where the change was made, if it is configured', async () => {
    const page = async (portal: string) => {
      const url = new URL(link);
      url.searchParams.set('portal', portal);
      return (await harness.request(url.href)).text();
    };
    expect(await page('https://other.example.com')).toContain('other.example.com');
    const foreign = await page('https://evil.example');
    expect(foreign).not.toContain('evil.example');
    expect(foreign).toContain('portal.example.com');
  });

  it('is in the language of the browser that opens it, right-to-left if the language is', async () => {
    const response = await harness.request(link, { headers: { 'Accept-Language': 'ar-EG,en;q=0.5' } });
    expect(response.headers.get('Content-Language')).toBe('ar');
    const html = await response.text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('تسجيل الخروج من كل الأجهزة');
    expect(html).not.toContain('Sign out everywhere');
  });

  it('is never cached, framed, indexed or sent as a referrer', async () => {
    const { headers } = await harness.request(link);
    expect(headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'nonce-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Robots-Tag')).toContain('noindex');
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('Set-Cookie')).toBeNull();
  });

  it('ends all sessions, deletes recent sign-ins, flags the event and sends a notice', async () => {
    expect((await post()).status).toBe(200);
    expect(harness.auth0.ended).toEqual([ANNA]);
    expect(await harness.services.recentSignIns.find(ANNA, 'browser')).toBeNull();
    const history = await test.store.db.selectFrom('history').select(['type', 'flagged_at']).orderBy('id').execute();
    expect(history).toEqual([
      { type: 'identity.linked', flagged_at: harness.now },
      { type: 'event.flagged', flagged_at: null },
      { type: 'sessions.ended', flagged_at: null },
    ]);
    const messages = (await test.store.db.selectFrom('outbox').selectAll().execute()).map((row) =>
      openMessage(harness.services, row),
    );
    const bodies = messages.map((each) => JSON.parse(each.topic === 'webhook' ? each.body : '{}') as object);
    expect(bodies).toContain(
      jasmine.objectContaining({ type: 'event.flagged', data: jasmine.objectContaining({ account: ANNA, event }) }),
    );
    expect(bodies).toContain(jasmine.objectContaining({ type: 'sessions.ended' }));
    expect(bodies.length).toBe(2);
  });

  it('works once, also if its button is pressed twice at the same time', async () => {
    await Promise.all([post(), post(), post()]);
    const after = await state();
    expect((after as { outbox: number }).outbox).toBe(2);
    expect((await post()).status).toBe(404);
    expect(await state()).toEqual(after);
  });

  it('remains valid while Auth0 does not respond, and forbids changes meanwhile', async () => {
    harness.auth0.down = true;
    const response = await post();
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('60');
    expect(await response.text()).toContain('Your link still works');
    expect(await harness.services.recentSignIns.find(ANNA, 'browser')).toBeNull();
    expect((await harness.request(link)).status).toBe(200);
    harness.auth0.down = false;
    expect((await post()).status).toBe(200);
    expect(harness.auth0.ended).toEqual([ANNA]);
  });

  it('responds alike to a wrong, an expired and a used token', async () => {
    const body = async (response: Response): Promise<string> => {
      expect(response.status).toBe(404);
      return (await response.text()).replaceAll(/nonce="[^"]*"/g, '');
    };
    const wrong = await body(await harness.request(`${link.slice(0, -5)}wrong`));
    await post();
    const used = await body(await harness.request(link));
    // As if it had not been used.
    await test.store.db.updateTable('flag_links').set({ used_at: null }).execute();
    harness.now += 7 * 86_400_000;
    const expired = await body(await harness.request(link));
    expect((await post()).status).toBe(404);
    expect(harness.auth0.ended.length).toBe(1);
    expect([expired, used]).toEqual([wrong, wrong]);
  });

  for (const [what, headers] of [
    ['of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['of a sibling origin', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://portal.example.com' }],
    ['of the portal', { Origin: 'https://portal.example.com' }],
    ['with a hidden origin', { Origin: 'null' }],
  ] as const) {
    it(`refuses a form ${what}`, async () => {
      const before = await state();
      expect((await post(headers)).status).toBe(403);
      expect(await state()).toEqual(before);
    });
  }
});
