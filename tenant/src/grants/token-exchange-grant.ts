import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { TokenEndpointGrantContext } from 'oidc-provider';
import type { ActionCall, UserByConnection } from '../actions/action-call.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { resourceToAudience } from '../dialect/audience.ts';
import { refuseBlocked, TokenRefusal } from '../dialect/token-errors.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { ProviderUserId, TenantProfile, TenantUser } from '../model/tenant-user.ts';
import { textOf } from '../model/text-of.ts';
import { StoreError } from '../store/tables/store-error.ts';
import { issueSessionTransfer, TRANSFER_LIFETIME, type Actor } from '../post-login/delegation.ts';
import { requestOf } from '../post-login/token-issue.ts';
import { requestedAccess, issueTokens } from './issue-tokens.ts';

/** Parameters of the grant besides scope and resource. */
export const EXCHANGE_PARAMETERS = [
  ...['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type'],
];

const TYPES = 'urn:ietf:params:oauth:token-type:';
const SESSION_TRANSFER = /^urn:.+:session_transfer$/;
/** Levels of a delegation: an actor may act through others. */
const MAX_ACTORS = 5;

/** What an Action decided. */
interface Decision {
  readonly user: TenantUser;
  readonly actor?: Actor;
}

/**
 * Custom token exchange: the Action of the profile for the subject token's type names the user, and the party that acts
 * on their behalf. With the audience `urn:…:session_transfer`, the response is a `session_transfer_token`.
 * Source: RFC 8693; Auth0, "Custom Token Exchange" and "Session Delegation".
 */
export async function tokenExchangeGrant(
  context: TenantContext,
  jwks: JWTVerifyGetKey,
  ctx: TokenEndpointGrantContext,
): Promise<void> {
  const { user, actor } = await decide(context, jwks, ctx);
  const { scope, resource } = requestedAccess(ctx.oidc);
  if (resource !== undefined && SESSION_TRANSFER.test(resourceToAudience(resource))) {
    ctx.body = sessionTransfer(context, ctx.oidc.client.clientId, { user, ...(actor === undefined ? {} : { actor }) });
  } else {
    await issueTokens(context, ctx, {
      ...{ user, scope, gty: 'token-exchange', protocol: 'oauth2-token-exchange' },
      connection: user.identities[0].connection,
      ...(resource === undefined ? {} : { resource }),
      ...(actor === undefined ? {} : { actor }),
    });
    ctx.body = { ...(ctx.body as object), issued_token_type: `${TYPES}access_token` };
  }
  const client = { client_id: ctx.oidc.client.clientId, user_id: user.user_id };
  context.store.logs.write({ ...client, ip: ctx.ip, type: 'secte' });
}

/** Runs the Action of the profile. @throws TokenRefusal */
async function decide(
  context: TenantContext,
  jwks: JWTVerifyGetKey,
  ctx: TokenEndpointGrantContext,
): Promise<Decision> {
  const { store, actions: runner, activity } = context;
  const { params, client } = ctx.oidc;
  const [type, actorType] = [textOf(params['subject_token_type']), textOf(params['actor_token_type'])];
  const [token, actorToken] = [textOf(params['subject_token']), textOf(params['actor_token'])];
  if (token === '' || type === '') throw invalid('subject_token and subject_token_type are required.');
  if ((actorToken === '') !== (actorType === '')) throw invalid('actor_token and actor_token_type go together.');
  if (actorType === `${TYPES}id_token`) await verifyActor(context, jwks, actorToken);
  const profiles = store.settings('/token-exchange-profiles').list();
  const profile = profiles.find((each) => each['subject_token_type'] === type);
  const action = store.actions.get(textOf(profile?.['action_id']));
  const version = action?.versions.at(-1);
  if (action === undefined || version === undefined) {
    throw invalid(`There is no token exchange profile with a deployed Action for ${type}.`);
  }
  const client_id = client.clientId;
  const known = store.clients.get(client_id);
  const event = {
    client: { client_id, name: known?.name, metadata: known?.settings?.['client_metadata'] ?? {} },
    request: requestOf(ctx),
    tenant: { id: new URL(context.issuer).hostname },
    transaction: {
      ...{ subject_token: token, subject_token_type: type },
      ...(actorToken === '' ? {} : { actor_token: actorToken, actor_token_type: actorType }),
      requested_scopes: requestedAccess(ctx.oidc).scope.split(' ').filter(Boolean),
      requested_token_type: textOf(params['requested_token_type']) || `${TYPES}access_token`,
    },
    secrets: Object.fromEntries(version.secrets.map((secret) => [secret.name, secret.value])),
  };
  const task = { name: action.name, code: version.code, handler: 'onExecuteCustomTokenExchange' } as const;
  const { calls, printed, failure } = await runner.run({ ...task, event: JSON.stringify(event) }, runner.limit);
  for (const line of printed) activity.record('action', `${action.name}: ${line}`);
  try {
    if (failure !== undefined) throw new TokenRefusal(500, 'server_error', failure);
    return decisionOf(context, calls);
  } catch (error) {
    store.logs.write({ client_id, ip: ctx.ip, type: 'fecte' });
    throw error;
  }
}

/** Reads an Action's calls in order. @throws TokenRefusal where it denied, or named no user */
function decisionOf({ store }: TenantContext, calls: readonly ActionCall[]): Decision {
  let find: (() => TenantUser | undefined) | undefined;
  let actor: Actor | undefined;
  const metadata: Record<'user_metadata' | 'app_metadata', Record<string, unknown>> = {
    ...{ user_metadata: {}, app_metadata: {} },
  };
  for (const call of calls) {
    if (call.method === 'access.deny') throw new TokenRefusal(400, call.parameters[0], call.parameters[1] ?? '');
    if (call.method === 'access.rejectInvalidSubjectToken') throw invalid(call.parameters[0]);
    if (call.method === 'authentication.setUserById') find = () => store.users.get(call.parameters[0]);
    if (call.method === 'authentication.setUserByConnection') find = () => userByConnection(store, call.parameters);
    if (call.method === 'authentication.setActor') [actor] = call.parameters;
    if (call.method === 'user.setUserMetadata') metadata.user_metadata[call.parameters[0]] = call.parameters[1];
    if (call.method === 'user.setAppMetadata') metadata.app_metadata[call.parameters[0]] = call.parameters[1];
  }
  const user = find?.();
  if (user === undefined) throw invalid('The Action has set no user who exists.');
  refuseBlocked(user);
  if (depthOf(actor) > MAX_ACTORS) throw invalid(`An actor has at most ${MAX_ACTORS} levels.`);
  const changed = Object.values(metadata).some((values) => Object.keys(values).length > 0);
  const shown = changed ? store.users.patch(user.user_id, metadata) : user;
  return { user: shown, ...(actor === undefined ? {} : { actor }) };
}

/**
 * Finds, creates or updates the user of a connection. A database user without an id is found by address or user name.
 * Source: Auth0, "Custom Token Exchange: API Object".
 * @throws TokenRefusal for an unknown connection, or an address that another user has
 */
function userByConnection(
  store: TenantContext['store'],
  [name, { user_id: given, ...attributes }, options]: UserByConnection,
): TenantUser | undefined {
  const connection = store.connections.get(name);
  if (connection === undefined) throw invalid(`The Action names an unknown connection, ${name}.`);
  const id = given === undefined ? undefined : identityId(connection, given);
  const profile = attributes as TenantProfile;
  const login = profile.email ?? profile.username;
  const user =
    id !== undefined
      ? store.users.findByIdentity(connection.strategy, id)
      : login !== undefined && connection.strategy === 'auth0'
        ? store.users.findLogin(name, login)?.user
        : undefined;
  const { creationBehavior = 'none', updateBehavior = 'none' } = options ?? {};
  try {
    if (user === undefined) {
      if (creationBehavior === 'none') return undefined;
      return store.users.create({ connection: name, profile, ...(id === undefined ? {} : { user_id: id }) });
    }
    return updateBehavior === 'none' ? user : store.users.patch(user.user_id, { profile });
  } catch (error) {
    if (error instanceof StoreError) throw invalid(error.message);
    throw error;
  }
}

/** The id of an identity; that of an enterprise connection starts with the connection's name. */
function identityId({ name, strategy, isSocial }: TenantConnection, id: ProviderUserId): ProviderUserId {
  return isSocial || ['auth0', 'email', 'sms'].includes(strategy) ? id : `${name}|${id}`;
}

function depthOf(actor: unknown): number {
  return typeof actor === 'object' && actor !== null ? 1 + depthOf((actor as Actor)['act']) : 0;
}

/** Verifies an ID token of this tenant, as Auth0 does before the Action runs. @throws TokenRefusal */
async function verifyActor({ issuers, clock }: TenantContext, jwks: JWTVerifyGetKey, token: string): Promise<void> {
  try {
    const options = { issuer: [...issuers], algorithms: ['RS256'], currentDate: new Date(clock.now()) };
    await jwtVerify(token, jwks, options);
  } catch (error) {
    // A token that does not verify is the caller's mistake.
    if (error instanceof errors.JOSEError) throw invalid('Invalid actor_token.');
    throw error;
  }
}

/** @throws TokenRefusal without an actor, or where the client may not transfer sessions */
function sessionTransfer(
  context: TenantContext,
  clientId: string,
  { user, actor }: Decision,
): Readonly<Record<string, unknown>> {
  const { can_create_session_transfer_token: may = false } = (context.store.clients.get(clientId)?.settings?.[
    'session_transfer'
  ] ?? {}) as { readonly can_create_session_transfer_token?: boolean };
  if (!may) throw new TokenRefusal(403, 'unauthorized_client', 'The client may not create session transfer tokens.');
  if (actor === undefined) throw invalid('A session transfer needs an actor: the Action calls setActor.');
  return {
    access_token: issueSessionTransfer(context, { userId: user.user_id, actor }),
    issued_token_type: 'urn:auth0:params:oauth:token-type:session_transfer_token',
    ...{ token_type: 'N_A', expires_in: TRANSFER_LIFETIME / 1000 },
  };
}

function invalid(description: string): TokenRefusal {
  return new TokenRefusal(400, 'invalid_request', description);
}
