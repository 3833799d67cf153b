import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

const { Check, Prompt } = interactionPolicy;

/** Name of the interaction in which an Action has sent the user elsewhere. */
export const REDIRECT_PROMPT = 'redirect';
/** Name of the interaction that replaces the user with the primary one. */
export const PRIMARY_USER_PROMPT = 'primary_user';

/** A login that an Action has suspended. */
export interface SuspendedLogin {
  readonly accountId: string;
  /** Connection of the login, and `mfa` if a second factor was proved. */
  readonly amr: readonly string[];
  /** Seconds since the epoch. */
  readonly loginTs: number;
  /** The grant whose Actions have run. */
  readonly grantId: string;
}

/** Sends the user to the URL that an Action chose. Source: Auth0, "Redirect with Actions". */
export function redirectPrompt(target: (ctx: KoaContextWithOIDC) => string | undefined): interactionPolicy.Prompt {
  return new Prompt(
    { name: REDIRECT_PROMPT, requestable: false },
    (ctx) => ({ ...suspended(ctx), url: target(ctx) }),
    new Check('redirect', 'An Action redirects the user', 'interaction_required', (ctx) => target(ctx) !== undefined),
  );
}

/** Signs the primary user in instead. Source: Auth0, "api.authentication.setPrimaryUser". */
export function primaryUserPrompt(userId: (ctx: KoaContextWithOIDC) => string | undefined): interactionPolicy.Prompt {
  return new Prompt(
    { name: PRIMARY_USER_PROMPT, requestable: false },
    (ctx) => ({ ...suspended(ctx), accountId: userId(ctx) }),
    new Check('primary_user', 'An Action changes the user', 'interaction_required', (ctx) => userId(ctx) !== undefined),
  );
}

function suspended({ oidc }: KoaContextWithOIDC): SuspendedLogin {
  const { session, grant } = oidc;
  return {
    accountId: session?.accountId ?? '',
    amr: session?.amr ?? [],
    loginTs: session?.loginTs ?? 0,
    grantId: grant?.jti ?? '',
  };
}
