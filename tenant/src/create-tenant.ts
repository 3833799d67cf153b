import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createActionRunner } from './actions/action-runner.ts';
import { checkOptions } from './check-options.ts';
import { createActivityLog } from './context/activity.ts';
import { createClock } from './tokens/clock.ts';
import { createTenantControl } from './control/create-tenant-control.ts';
import { createExpiredTokens, type TokenLifetime } from './tokens/token-expiry.ts';
import { observeUsers } from './control/observe-users.ts';
import { createReauthentication } from './context/reauthentication.ts';
import type { TenantControl } from './control/tenant-control.ts';
import { createTokenBucket } from './management/http/rate-limit.ts';
import { openSeededStore } from './open-seeded-store.ts';
import { checkAutoLogin } from './login/auto-login.ts';
import { createMailbox } from './context/mailbox.ts';
import type { DemoPerson } from './model/tenant-seed.ts';
import type { TenantClient } from './model/tenant-client.ts';
import { openSites, type Site, type Sites } from './net/site.ts';
import { openKeyring } from './tokens/keyring.ts';
import { createTokenSigner } from './tokens/sign-token.ts';
import type { TenantContext } from './context/tenant-context.ts';
import { DEMO_SEED } from './seed/demo-seed.ts';
import type { TenantOptions } from './tenant-options.ts';

/** Milliseconds that a stop waits for requests whose connections it has closed. */
const GRACE = 1000;

/** A running tenant. */
export interface Tenant {
  /** `http://localhost:PORT/`, or the option `issuer`. */
  readonly issuer: string;
  /** The issuer without its slash. */
  readonly origin: string;
  /** `http://localhost:PORT`: where it listens, also with the option `issuer`. Control is here. */
  readonly address: string;
  readonly port: number;
  /** `https://localhost:PORT/`, with the option `tls`. */
  readonly tlsIssuer?: string;
  /** PEM file for `NODE_EXTRA_CA_CERTS`, with the option `tls`; deleted when the tenant stops. */
  readonly ca?: string;
  readonly clients: readonly TenantClient[];
  readonly people: readonly DemoPerson[];
  /** Reset, snapshots, clock, faults and more; works in-process whether or not `/control` is served. */
  readonly control: TenantControl;
  /** Closes the ports and every connection at once, then the store. A second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Starts a local tenant on the loopback interface.
 * @example
 * const tenant = await createTenant({ clients: [{ client_id: 'app', name: 'App', app_type: 'spa', callbacks: [...] }] });
 * // … sign in at tenant.issuer …
 * await tenant.stop();
 * @throws TenantError
 */
export async function createTenant(options: TenantOptions = {}): Promise<Tenant> {
  checkOptions(options);
  const clock = createClock();
  const now = () => clock.now();
  const store = openSeededStore(options, now);
  let sites: Sites | undefined;
  let stopped: Promise<void> | undefined;
  const actions = createActionRunner((options.actionTimeout ?? 20) * 1000);
  const stopping = new AbortController();
  const pending = new Set<Promise<void>>();
  const close = async () => {
    stopping.abort();
    actions.close();
    await sites?.close();
    // A request whose connection was closed may still write to the store; a `postLogin` may never end.
    await Promise.race([Promise.allSettled(pending), wait(GRACE, undefined, { ref: false })]);
    store.close();
  };
  const stop = () => (stopped ??= close());
  try {
    // Another thread makes the first key while this one loads the larger part of the sources.
    const [keyring, { tenantApp }] = await Promise.all([openKeyring(store), import('./tenant-app.ts')]);
    sites = await openSites(options);
    const { plain, tls, ca, all } = sites;
    const seed = options.seed ?? DEMO_SEED;
    const people = [...seed.people];
    const bucket = createTokenBucket(now, options.rateLimit);
    const lifetime: TokenLifetime = { seconds: undefined };
    const shared = {
      clock,
      people,
      mailbox: createMailbox(store.messages, now),
      lifetime,
      reauthentication: createReauthentication(),
      expired: createExpiredTokens(),
      activity: createActivityLog(now),
    };
    const control = createTenantControl({
      ...{ store, seed, bucket, keyring, ...shared },
      signToken: createTokenSigner(() => keyring.current(), plain.issuer, clock),
      ...(options.rateLimit === undefined ? {} : { rateLimit: options.rateLimit }),
    });
    const issuers = all.map(({ issuer }) => issuer);
    const base = { ...shared, actions, store: observeUsers(store, shared.activity), issuers };
    for (const site of all) {
      const context = siteContext(options, base, site);
      checkAutoLogin(context);
      const currentApp = () =>
        tenantApp({
          ...{ context, keyring, control, bucket },
          ...{ withControl: options.control === true, stopping: stopping.signal },
        });
      let app = currentApp();
      keyring.onChange(() => {
        app = currentApp();
      });
      const handle = getRequestListener(async (request, env) => {
        const response = await app.fetch(request, env);
        // Hono copies the response to a HEAD request and does not see that `oidc-provider` has already sent it.
        return env.outgoing.headersSent ? RESPONSE_ALREADY_SENT : response;
      });
      site.server.on('request', (request, response) => {
        const handled = Promise.resolve(handle(request, response)).finally(() => pending.delete(handled));
        pending.add(handled);
      });
    }
    // If this fails, the first search reads the users instead, and reports why it cannot.
    const loading = store.users.load(stopping.signal).catch(() => undefined);
    pending.add(loading);
    return {
      ...{ issuer: plain.issuer, origin: originOf(plain), port: plain.port, control, stop },
      address: plain.address,
      ...(tls === undefined || ca === undefined ? {} : { tlsIssuer: tls.issuer, ca }),
      clients: store.clients.list(),
      people,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type SharedContext = Pick<
  TenantContext,
  | 'store'
  | 'clock'
  | 'people'
  | 'mailbox'
  | 'lifetime'
  | 'reauthentication'
  | 'expired'
  | 'issuers'
  | 'actions'
  | 'activity'
>;

function siteContext(options: TenantOptions, shared: SharedContext, site: Site): TenantContext {
  return {
    ...shared,
    ...{ issuer: site.issuer, origin: originOf(site), port: site.port, fixedIssuer: site.fixed },
    ...(options.postLogin === undefined ? {} : { postLogin: options.postLogin }),
    ...(options.autoLogin === undefined ? {} : { autoLogin: options.autoLogin }),
    strict: options.strict === true,
    mfaAlways: options.mfa === 'always',
    managementAudiences: shared.issuers.map((issuer) => `${issuer}api/v2/`),
    refreshTokenLeeway: options.refreshTokenLeeway ?? 0,
  };
}

function originOf({ issuer }: Site): string {
  return issuer.slice(0, -1);
}
