import { interactionPolicy, type KoaContextWithOIDC, errors } from 'oidc-provider';
import type { MultifactorRequest } from '../actions/post-login.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { requestedOrganization } from '../dialect/organization.ts';
import { organizationId } from '../model/tenant-organization.ts';
import { textOf } from '../model/text-of.ts';
import { carryClaims, runPostLogin } from '../post-login/run-post-login.ts';
import { requestOf, transactionOf } from '../post-login/token-issue.ts';
import { mfaPrompt } from './mfa-prompt.ts';

const { Check, Prompt } = interactionPolicy;

/**
 * When a request shows the login page: no session, its account is gone or blocked, it is older than `max_age`, or it
 * never used the asked connection. Then the Post-Login Action runs. There is no consent prompt; `select_account` and `consent` show the login page.
 */
export function createInteractionPolicy(context: TenantContext): interactionPolicy.Prompt[] {
  const { store, clock } = context;
  const sessionUser = ({ oidc }: KoaContextWithOIDC) =>
    oidc.session?.accountId === undefined ? undefined : store.users.get(oidc.session.accountId);
  const wantMfa = new WeakSet<KoaContextWithOIDC>();
  const justSignedIn = ({ oidc }: KoaContextWithOIDC) => oidc.result?.login !== undefined;
  return [
    new Prompt(
      { name: 'login', requestable: true },
      new Check('no_session', 'Login required', 'login_required', (ctx) => sessionUser(ctx) === undefined),
      new Check('blocked', 'user is blocked', 'unauthorized', (ctx) => sessionUser(ctx)?.blocked === true),
      new Check('max_age', 'Login required', 'login_required', (ctx) => {
        const maxAge = ctx.oidc.params?.['max_age'];
        if (maxAge === undefined || justSignedIn(ctx)) return false;
        return Math.floor(clock.now() / 1000) - (ctx.oidc.session?.loginTs ?? 0) > Number(maxAge);
      }),
      new Check('connection', 'Login required', 'login_required', (ctx) => {
        const connection = ctx.oidc.params?.['connection'];
        if (connection === undefined || justSignedIn(ctx)) return false;
        return sessionUser(ctx)?.identities.some((identity) => identity.connection === connection) === false;
      }),
    ),
    // Not a page: whoever comes this far gets tokens, unless the Action denies.
    new Prompt(
      { name: 'post_login', requestable: false },
      new Check('action', 'Denied', 'access_denied', async (ctx) => {
        if ((await runAction(context, ctx)) !== undefined) wantMfa.add(ctx);
        return false;
      }),
    ),
    mfaPrompt(context, (ctx) => wantMfa.has(ctx)),
  ];
}

/** @returns The further factor that an Action asks for. */
async function runAction(context: TenantContext, ctx: KoaContextWithOIDC): Promise<MultifactorRequest | undefined> {
  const { oidc } = ctx;
  const { session, client, grant } = oidc;
  if (session?.accountId === undefined || client === undefined || grant === undefined) return undefined;
  const login = { userId: session.accountId, connection: session.amr?.[0] ?? '', claims: oidc.claims };
  requireMembership(context, login);
  const proved = oidc.result?.['mfa'] as { readonly grantId: string } | undefined;
  if (proved !== undefined) {
    // The Action ran before the second factor was asked for: once a login, as on Auth0.
    carryClaims(context, proved.grantId, { grantId: grant.jti, accountId: session.accountId });
    return undefined;
  }
  return runPostLogin(context, {
    grantId: grant.jti,
    accountId: session.accountId,
    clientId: client.clientId,
    connection: session.amr?.[0] ?? '',
    authTime: session.loginTs ?? 0,
    mfa: session.amr?.includes('mfa') === true,
    claims: oidc.claims,
    audience: textOf(oidc.params?.['audience']) || undefined,
    transaction: transactionOf(ctx),
    request: requestOf(ctx),
  });
}

/** A login that may be for an organization. */
interface OrganizationLogin {
  readonly userId: string;
  /** Connection of the login. */
  readonly connection: string;
  /** The claims request, which carries the organization. */
  readonly claims: unknown;
}

/**
 * Lets only members sign in to an organization; whoever comes through a connection that assigns membership becomes one.
 * An organization with neither members nor connections is open to everybody.
 * Source: Auth0, "Organizations": Grant Just-In-Time Membership.
 * @throws errors.AccessDenied for others
 */
function requireMembership({ store }: TenantContext, login: OrganizationLogin): void {
  const { org_id: id } = requestedOrganization(login.claims);
  const organization = store.organizations.list().find((each) => organizationId(each) === id);
  if (id === undefined || organization === undefined) return;
  const { enabled_connections: enabled = [] } = organization;
  const membership = { user_id: login.userId, kind: 'membership', name: id, within: '' } as const;
  const open = enabled.length === 0 && store.assignments.holders('membership', id).length === 0;
  if (open || store.assignments.has(membership)) return;
  if (enabled.find(({ name }) => name === login.connection)?.assign_membership_on_login === true) {
    store.assignments.give(membership);
    return;
  }
  throw new errors.AccessDenied(`user ${login.userId} is not part of the ${id} organization`);
}
