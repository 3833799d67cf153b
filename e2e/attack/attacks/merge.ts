import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';

const userOf = (harness: AttackHarness, sub: string) =>
  harness.tenant.control.users().find(({ user_id }) => user_id === sub);

/** Privilege by merge, and attacks that use the absorbed account. */
export const MERGE: readonly Attack[] = [
  {
    name: 'privilege by merge: app_metadata of the absorbed account',
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user({ app_metadata: { plan: 'free' } });
      const admin = await harness.user({
        connection: 'google-oauth2',
        app_metadata: { roles: ['admin'], plan: 'gold' },
      });
      await victim.link(admin.account);
      const { app_metadata } = userOf(harness, victim.sub) ?? {};
      assertDefended(
        JSON.stringify(app_metadata) === '{"plan":"free"}',
        `app_metadata is ${JSON.stringify(app_metadata)}`,
      );
      return 'app_metadata is as it was';
    },
  },
  {
    name: 'privilege by merge: user_metadata outside the allow-list',
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const user_metadata = { theme: 'dark', role: 'admin', isAdmin: true };
      const other = await harness.user({ connection: 'google-oauth2', user_metadata });
      await victim.link(other.account);
      const merged = userOf(harness, victim.sub)?.user_metadata;
      assertDefended(JSON.stringify(merged) === '{"theme":"dark"}', `user_metadata is ${JSON.stringify(merged)}`);
      return 'only "theme", which is listed, was taken over';
    },
  },
  {
    name: 'privilege by merge: __proto__ and constructor',
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const user_metadata = JSON.parse(
        '{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"isAdmin": true}}, "prototype": 1, "theme": "dark"}',
      ) as Record<string, unknown>;
      const other = await harness.user({ connection: 'google-oauth2', user_metadata });
      const intent = await victim.prove(other.account);
      for (const key of ['__proto__', 'user_metadata.__proto__', 'user_metadata.constructor', 'app_metadata.roles']) {
        const response = await victim.confirm(
          intent,
          JSON.parse(`{"choices":{${JSON.stringify(key)}:"other"}}`) as object,
        );
        if (response.status === 200) break;
      }
      await victim.confirm(intent);
      const merged = userOf(harness, victim.sub)?.user_metadata ?? {};
      const dangerous = ['__proto__', 'constructor', 'prototype'].filter((key) => Object.hasOwn(merged, key));
      assertDefended(dangerous.length === 0, `merged: ${dangerous.join(', ')}`);
      assertDefended((await victim.me()).status === 200, 'the server does not work any more');
      return 'none of them was merged';
    },
  },
  {
    name: 'pre-hijacking: sessions and refresh tokens of the absorbed account',
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const planted = await harness.user({ connection: 'google-oauth2' });
      const intent = await victim.prove(planted.account);
      harness.tenant.control.journal.clear();
      await victim.confirm(intent);
      const calls = harness.tenant.control.journal
        .entries()
        .filter(({ path }) => path.startsWith('/api/v2/users/'))
        .map(({ method, path }) => `${method} ${decodeURIComponent(path).replace('/api/v2/users/', '')}`);
      const link = calls.indexOf(`POST ${victim.sub}/identities`);
      // Ends sessions and refresh tokens (Auth0: Management API, revoke access).
      const ended = calls.indexOf(`POST ${planted.sub}/revoke-access`);
      assertDefended(ended >= 0 && ended < link, `sessions are not ended before the link: ${calls.join(', ')}`);
      return 'both are ended before the link';
    },
  },
  {
    name: 'pre-hijacking: an unverified account with the same address is suggested',
    run: async (harness: AttackHarness): Promise<string> => {
      const email = `${crypto.randomUUID()}@example.com`;
      const verified = { name: 'Victim', email, email_verified: true };
      const victim = await harness.user({ profile: verified });
      await harness.user({ connection: 'google-oauth2', profile: verified });
      await harness.user({ connection: 'github', profile: { ...verified, email_verified: false } });
      await harness.user({ connection: 'windowslive', profile: verified });
      // The search runs in the background; it has ended when the honest account is suggested.
      for (let attempt = 0; attempt < 200; attempt++) {
        const { suggestions } = (await victim.me()).body;
        if (suggestions.length === 0) continue;
        const names = suggestions.map(({ connection }) => connection.name).join(', ');
        assertDefended(names === 'google-oauth2', `suggested: ${names}`);
        assertDefended(!JSON.stringify(suggestions).includes(email), 'the address is not masked');
        return 'only the verified Google account is suggested, masked; no Microsoft account (nOAuth)';
      }
      throw new Error('The honest account was never suggested.');
    },
  },
  {
    name: 'pre-hijacking: an account with an unverified address gets suggestions for it',
    run: async (harness: AttackHarness): Promise<string> => {
      const email = `${crypto.randomUUID()}@example.com`;
      const verified = { name: 'Victim', email, email_verified: true };
      await harness.user({ connection: 'google-oauth2', profile: verified });
      const mallory = await harness.user({ profile: { ...verified, email_verified: false } });
      harness.tenant.control.journal.clear();
      for (let attempt = 0; attempt < 10; attempt++) {
        assertDefended((await mallory.me()).body.suggestions.length === 0, 'a suggestion');
      }
      const searched = harness.tenant.control.journal
        .entries()
        .filter(({ query }) => query.includes(encodeURIComponent(email)));
      assertDefended(searched.length === 0, 'the address was even searched for');
      return 'none, and the address is not even searched for';
    },
  },
];
