import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';
import { boundActions } from '../actions/deploy-action.ts';
import { enabledConnections } from '../model/tenant-organization.ts';
import type { DemoPerson } from '../model/tenant-seed.ts';
import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { findOrganization } from '../dialect/organization.ts';
import { endBrowserSession } from '../oidc/browser-session.ts';
import { MFA_PROMPT, type MfaDemand } from '../oidc/mfa-prompt.ts';
import type { ContinuedLogin } from '../post-login/run-post-login.ts';
import { PRIMARY_USER_PROMPT, REDIRECT_PROMPT, type SuspendedLogin } from '../oidc/action-prompts.ts';
import type { SessionTransfer } from '../post-login/delegation.ts';
import { localizationFor, type Localization } from '../languages/localization.ts';
import { formTargets } from './form-targets.ts';

/** Age of a login that a provider did not repeat. */
const OLD_LOGIN_SECONDS = 3600;

/** The user a login was refused to, for the log. */
export interface RejectedUser {
  readonly user_id: string;
  readonly connection: string;
}

/** One authorization request waiting for a person to sign in. */
export interface Interaction {
  readonly uid: string;
  /** Path of its first page, `/u/login/{uid}`. */
  readonly path: string;
  readonly clientId: string;
  readonly clientName: string;
  /** Connections the client offers, in the tenant's order. */
  readonly connections: readonly TenantConnection[];
  /** People of the seed who may log in to the client. */
  readonly people: readonly DemoPerson[];
  /** Where the pages' forms may lead, for their policy. */
  readonly formTargets: readonly string[];
  /** The language of the pages, from `ui_locales`. */
  readonly localization: Localization;
  /** A parameter of the authorization request. */
  parameter(
    name:
      | 'connection'
      | 'login_hint'
      | 'screen_hint'
      | 'ui_locales'
      | 'login_ticket'
      | 'silent_ticket'
      | 'session_transfer_token'
      | 'response_type',
  ): string | undefined;
  /** The user who has to prove a second factor; absent in other interactions. */
  readonly mfa?: MfaDemand;
  /** Completes the second factor and returns to the application. */
  finishMfa(demand: MfaDemand): Promise<Response>;
  /** Continues with a login that an Action has suspended; absent where the interaction is about something else. */
  readonly suspended?: {
    /** Where the Action sent the user. */
    readonly redirect?: string;
    /** Continues; after a redirect, with the parameters of the user's return. */
    resume(returned?: Omit<ContinuedLogin, 'grantId'>): Promise<Response>;
  };
  /** Completes the login as this account and returns to the application. */
  finish(accountId: string, connection: string): Promise<Response>;
  /** Starts a delegated session; the browser must have none. */
  delegate(transfer: SessionTransfer): Promise<Response>;
  /** The browser has a session. */
  readonly signedIn: boolean;
  /** Ends the login with an OAuth error and returns to the application. */
  refuse(error: string, description: string, person?: RejectedUser): Promise<Response>;
}

/**
 * What a login offers: the organization's connections where it has any, otherwise the application's.
 * Source: Auth0, "Organizations": an organization's connections override the application's.
 */
function offeredConnections(
  { store }: TenantContext,
  { connections }: TenantClient,
  organization: string | undefined,
): (name: string) => boolean {
  const chosen = organization === undefined ? undefined : findOrganization(store, organization);
  const enabled = chosen === undefined ? [] : enabledConnections(chosen).map(({ name }) => name);
  if (enabled.length > 0) return (name) => enabled.includes(name);
  return (name) => connections === undefined || connections.includes(name);
}

/** Responds to a request that belongs to an interaction. */
export type InteractionHandler = (c: Context, interaction: Interaction) => Promise<Response> | Response;

/**
 * Finds the interaction named in the path. The cookie binds the interaction to the browser that began it; this also
 * stops forms posted from other sites.
 */
export async function findInteraction(
  c: Context,
  context: TenantContext,
  provider: Provider,
): Promise<Interaction | undefined> {
  const uid = c.req.param('uid') ?? '';
  const stored = await provider.Interaction.find(uid);
  if (stored === undefined || getCookie(c, provider.cookieName('interaction')) !== uid) return undefined;
  const client = context.store.clients.get(String(stored.params['client_id']));
  if (client === undefined) return undefined;
  const parameter = (name: string) => {
    const value = stored.params[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const back = async (result: InteractionResults) => {
    stored.result = result;
    await stored.save(stored.exp - Math.floor(Date.now() / 1000));
    return c.redirect(stored.returnTo, 303);
  };
  const redirects = boundActions(context.store).some(({ version }) => version.code.includes('sendUserTo'));
  const offered = offeredConnections(context, client, parameter('organization'));
  return {
    uid,
    path: `/u/login/${uid}`,
    clientId: client.client_id,
    clientName: client.name,
    connections: context.store.connections.list().filter(({ name }) => offered(name)),
    people: context.people.filter(({ connection }) => offered(connection)),
    // An Action may send the user anywhere, and Chromium checks every redirect that follows a form.
    formTargets: redirects ? ['https:', 'http:'] : formTargets(context.store.clients.list()),
    localization: localizationFor(parameter('ui_locales')),
    parameter,
    finish: async (accountId, connection) => {
      // One session per browser: another user's session ends here; its refresh tokens stay valid (as on Auth0).
      await endBrowserSession(c, provider, accountId);
      const age = context.reauthentication.of(connection) === 'old' ? OLD_LOGIN_SECONDS : 0;
      return back({ login: { accountId, ts: Math.floor(context.clock.now() / 1000) - age, amr: [connection] } });
    },
    signedIn: !stored.prompt.reasons.includes('no_session'),
    delegate: ({ userId, actor }) => {
      const connection = context.store.users.get(userId)?.identities[0]?.connection ?? '';
      const ts = Math.floor(context.clock.now() / 1000);
      return back({ login: { accountId: userId, ts, amr: [connection], remember: false }, actor });
    },
    ...suspendedBy(stored.prompt, async (accountId, result) => {
      await endBrowserSession(c, provider, accountId);
      return back(result);
    }),
    ...(stored.prompt.name === MFA_PROMPT ? { mfa: stored.prompt.details as unknown as MfaDemand } : {}),
    finishMfa: async ({ accountId, connection, loginTs, grantId, acr }) => {
      await endBrowserSession(c, provider, accountId);
      const login = { accountId, ts: loginTs, amr: [connection, 'mfa'], ...(acr === undefined ? {} : { acr }) };
      return back({ login, mfa: { grantId } });
    },
    refuse: (error, description, refused) =>
      back({ error, error_description: description, ...(refused === undefined ? {} : { refused }) }),
  };
}

function suspendedBy(
  { name, details }: { readonly name: string; readonly details: Readonly<Record<string, unknown>> },
  back: (accountId: string, result: InteractionResults) => Promise<Response>,
): Pick<Interaction, 'suspended'> {
  if (name !== REDIRECT_PROMPT && name !== PRIMARY_USER_PROMPT) return {};
  const { accountId, amr, loginTs, grantId, url } = details as unknown as SuspendedLogin & { readonly url?: string };
  const login = { accountId, ts: loginTs, amr: [...amr] };
  return {
    suspended: {
      ...(url === undefined ? {} : { redirect: url }),
      resume: (returned) =>
        back(
          accountId,
          returned === undefined
            ? { login, primary_user: { grantId } }
            : { login, continued: { grantId, ...returned } },
        ),
    },
  };
}
