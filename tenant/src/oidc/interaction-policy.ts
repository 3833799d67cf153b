import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { TenantContext } from './tenant-context.ts';

const { Check, Prompt } = interactionPolicy;

/**
 * When a request shows the login page: no session, its account is gone or blocked, it is older than `max_age`, or it
 * never used the asked connection. There is no consent prompt; `select_account` and `consent` show the login page.
 */
export function createInteractionPolicy({ store, clock }: TenantContext): interactionPolicy.Prompt[] {
  const sessionUser = ({ oidc }: KoaContextWithOIDC) =>
    oidc.session?.accountId === undefined ? undefined : store.users.get(oidc.session.accountId);
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
  ];
}
