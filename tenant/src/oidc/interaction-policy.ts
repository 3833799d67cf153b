import { interactionPolicy, type KoaContextWithOIDC, errors } from 'oidc-provider';
import { acceptInvitation } from '../store/accept-invitation.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { requestedOrganization } from '../dialect/organization.ts';
import { enabledConnections, organizationId } from '../model/tenant-organization.ts';
import { textOf } from '../model/text-of.ts';
import { carryClaims, runPostLogin, type ContinuedLogin, type PostLoginOutcome } from '../post-login/run-post-login.ts';
import { sessionActor } from '../post-login/delegation.ts';
import { requestOf, transactionOf, type TokenIssue } from '../post-login/token-issue.ts';
import { mfaPrompt } from './mfa-prompt.ts';
import { primaryUserPrompt, redirectPrompt } from './action-prompts.ts';

const { Check, Prompt } = interactionPolicy;

/**
 * Shows the login page without a session, or if the session's account is deleted or blocked, the session is older than
 * `max_age`, or it never used the requested connection. Then runs the Post-Login Action. Shows no consent prompt: `select_account` and
 * `consent` show the login page.
 */
export function createInteractionPolicy(context: TenantContext): interactionPolicy.Prompt[] {
  const { store, clock } = context;
  const sessionUser = ({ oidc }: KoaContextWithOIDC) =>
    oidc.session?.accountId === undefined ? undefined : store.users.get(oidc.session.accountId);
  const outcomes = new WeakMap<KoaContextWithOIDC, PostLoginOutcome>();
  const justSignedIn = ({ oidc }: KoaContextWithOIDC) => oidc.result?.login !== undefined;
  return [
    new Prompt(
      { name: 'login', requestable: true },
      new Check('no_session', 'Login required', 'login_required', (ctx) => sessionUser(ctx) === undefined),
      new Check('session_transfer', 'Login required', 'login_required', (ctx) => {
        return ctx.oidc.params?.['session_transfer_token'] !== undefined && !justSignedIn(ctx);
      }),
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
    // Not a page: a login that reaches this prompt gets tokens, unless the Action denies it.
    new Prompt(
      { name: 'post_login', requestable: false },
      new Check('action', 'Denied', 'access_denied', async (ctx) => {
        outcomes.set(ctx, await runAction(context, ctx));
        return false;
      }),
    ),
    ...[
      redirectPrompt((ctx) => outcomes.get(ctx)?.redirect),
      primaryUserPrompt((ctx) => outcomes.get(ctx)?.primaryUser),
      mfaPrompt(context, (ctx) => outcomes.get(ctx)?.multifactor !== undefined),
    ].map((prompt) => refuseToActors(context, prompt)),
  ];
}

/** An actor cannot answer for the user. Source: Auth0, "Delegated Session Behavior and Monitoring". */
function refuseToActors(context: TenantContext, prompt: interactionPolicy.Prompt): interactionPolicy.Prompt {
  for (const each of prompt.checks) {
    const { check } = each;
    each.check = async (ctx) => {
      const asks = await check(ctx);
      if (asks && sessionActor(context, ctx.oidc.session?.uid ?? '') !== undefined) {
        throw new errors.CustomOIDCProviderError('interaction_required', 'A delegated session cannot answer a prompt.');
      }
      return asks;
    };
  }
  return prompt;
}

/** Runs the Actions, or the remaining ones after a redirect. */
async function runAction(context: TenantContext, ctx: KoaContextWithOIDC): Promise<PostLoginOutcome> {
  const { oidc } = ctx;
  const { session, client, grant } = oidc;
  if (session?.accountId === undefined || client === undefined || grant === undefined) return {};
  const login = {
    ...{ userId: session.accountId, connection: session.amr?.[0] ?? '', claims: oidc.claims },
    invitation: textOf(oidc.params?.['invitation']),
  };
  requireMembership(context, login);
  const done = (oidc.result?.['mfa'] ?? oidc.result?.['primary_user']) as { readonly grantId: string } | undefined;
  if (done !== undefined) {
    // The Actions already ran, before the second factor or the change of the user: once per login, as on Auth0.
    carryClaims(context, done.grantId, { grantId: grant.jti, accountId: session.accountId });
    return {};
  }
  const continued = oidc.result?.['continued'] as ContinuedLogin | undefined;
  const issue: TokenIssue = {
    grantId: grant.jti,
    accountId: session.accountId,
    clientId: client.clientId,
    connection: session.amr?.[0] ?? '',
    authTime: session.loginTs ?? 0,
    mfa: session.amr?.includes('mfa') === true,
    session: { id: session.uid },
    claims: oidc.claims,
    audience: textOf(oidc.params?.['audience']) || undefined,
    transaction: transactionOf(ctx),
    request: requestOf(ctx),
  };
  return runPostLogin(context, issue, continued);
}

/** A login that may be for an organization. */
interface OrganizationLogin {
  readonly userId: string;
  /** Connection of the login. */
  readonly connection: string;
  /** The claims request, which carries the organization. */
  readonly claims: unknown;
  /** The ticket of an invitation; empty for none. */
  readonly invitation: string;
}

/**
 * Lets only members sign in to an organization; a connection that assigns membership makes its users members, as does
 * an invitation.
 * An organization with neither members nor connections is open to every user.
 * Source: Auth0, "Organizations": Grant Just-In-Time Membership.
 * @throws errors.AccessDenied for others
 */
function requireMembership({ store }: TenantContext, login: OrganizationLogin): void {
  const { org_id: id } = requestedOrganization(login.claims);
  const organization = store.organizations.list().find((each) => organizationId(each) === id);
  if (id === undefined || organization === undefined) return;
  const enabled = enabledConnections(organization);
  const membership = { user_id: login.userId, kind: 'membership', name: id, within: '' } as const;
  const open = enabled.length === 0 && store.assignments.holders('membership', id).length === 0;
  if (open || store.assignments.has(membership)) return;
  if (enabled.find(({ name }) => name === login.connection)?.assign_membership_on_login === true) {
    store.assignments.give(membership);
    return;
  }
  if (acceptInvitation(store, { userId: login.userId, organizationId: id, ticket: login.invitation })) return;
  throw new errors.AccessDenied(`user ${login.userId} is not part of the ${id} organization`);
}
