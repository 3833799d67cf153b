import { errors } from 'oidc-provider';
import { requestedOrganization } from '../oidc/organization.ts';
import type { TenantContext } from '../oidc/tenant-context.ts';
import { rolesOf } from '../store/effective-permissions.ts';
import type { PostLoginEvent } from './post-login.ts';

/** One issue of tokens. */
export interface TokenIssue {
  /** The grant the tokens will belong to. */
  readonly grantId: string;
  readonly accountId: string;
  readonly clientId: string;
  /** Connection of the login. */
  readonly connection: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  readonly scopes: readonly string[];
  /** The claims request, which carries the organization. */
  readonly claims: unknown;
  readonly protocol: PostLoginEvent['transaction']['protocol'];
}

/** Claims that an Action added. */
export interface ActionClaims {
  readonly accessToken: Readonly<Record<string, unknown>>;
  readonly idToken: Readonly<Record<string, unknown>>;
}

const MODEL = 'PostLogin';
const KEPT_SECONDS = 2_592_000;
/** Claims of the protocol: an Action cannot set them. Source: Auth0, "Create Custom Claims" (restricted claims). */
const RESTRICTED = new Set(
  'acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf nonce object_id org_id org_name orig origid permissions roles rph s_hash scope sid sip_callid sip_cseq_num sip_date sip_from_tag sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256'.split(
    ' ',
  ),
);

/**
 * Runs the Action, if there is one, and keeps what it added until the tokens are made.
 * @throws errors.AccessDenied where the Action denied
 */
export async function runPostLogin(context: TenantContext, issue: TokenIssue): Promise<void> {
  const event = context.postLogin && eventOf(context, issue);
  if (context.postLogin === undefined || event === undefined) return;
  const accessToken = new Map<string, unknown>();
  const idToken = new Map<string, unknown>();
  let denied: string | undefined;
  const setter = (claims: Map<string, unknown>) => ({
    setCustomClaim: (name: string, value: unknown) => {
      if (!RESTRICTED.has(name)) claims.set(name, value);
    },
  });
  await context.postLogin(event, {
    accessToken: setter(accessToken),
    idToken: setter(idToken),
    access: {
      deny: (reason) => {
        denied ??= reason;
      },
    },
  });
  if (denied !== undefined) throw new errors.AccessDenied(denied);
  const { grantId, accountId } = issue;
  const claims: ActionClaims = {
    accessToken: Object.fromEntries(accessToken),
    idToken: Object.fromEntries(idToken),
  };
  context.store.payloads.upsert(
    MODEL,
    grantId,
    { grantId, accountId, ...claims },
    context.clock.now() + KEPT_SECONDS * 1000,
  );
}

/** What the Action added for the tokens of a grant. */
export function actionClaims({ store }: TenantContext, grantId: string | undefined): ActionClaims {
  const kept = grantId === undefined ? undefined : store.payloads.find(MODEL, grantId)?.payload;
  return { accessToken: {}, idToken: {}, ...(kept as Partial<ActionClaims> | undefined) };
}

function eventOf({ store }: TenantContext, issue: TokenIssue): PostLoginEvent | undefined {
  const user = store.users.get(issue.accountId);
  const client = store.clients.get(issue.clientId);
  const connection = store.connections.get(issue.connection);
  if (user === undefined || client === undefined || connection === undefined) return undefined;
  const { blocked: _blocked, ...told } = user;
  const { org_id: id, org_name: name } = requestedOrganization(issue.claims);
  return {
    user: told,
    client: { client_id: client.client_id, name: client.name, metadata: {} },
    connection: { id: connection.id, name: connection.name, strategy: connection.strategy },
    ...(id === undefined ? {} : { organization: { id, ...(name === undefined ? {} : { name }) } }),
    authentication: {
      methods: [{ name: methodOf(connection.strategy), timestamp: new Date(issue.authTime * 1000).toISOString() }],
    },
    authorization: { roles: rolesOf(store, issue.accountId, id).map((role) => role.name) },
    transaction: { protocol: issue.protocol, requested_scopes: issue.scopes },
    stats: { logins_count: user.logins_count },
  };
}

function methodOf(strategy: string): string {
  return { auth0: 'pwd', email: 'email', sms: 'sms' }[strategy] ?? 'federated';
}
