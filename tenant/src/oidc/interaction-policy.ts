import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { MultifactorRequest } from '../action/post-login.ts';
import { carryClaims, runPostLogin } from '../action/run-post-login.ts';
import { requireMembership } from './require-membership.ts';
import { requestOf, transactionOf } from '../action/token-issue.ts';
import { mfaPrompt } from './mfa-prompt.ts';
import type { TenantContext } from './tenant-context.ts';
import { textOf } from './text-of.ts';

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
