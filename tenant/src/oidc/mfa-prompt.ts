import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';

const { Check, Prompt } = interactionPolicy;

/** Name of the interaction that asks for a second factor. */
export const MFA_PROMPT = 'mfa';
/** The requested `acr_values`. Source: Auth0, "Step-up Authentication for Web Apps". */
export const MFA_ACR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

/** A login that waits for a second factor. */
export interface MfaDemand {
  readonly accountId: string;
  /** Connection of the first factor. */
  readonly connection: string;
  /** Seconds since the epoch of the first factor. */
  readonly loginTs: number;
  /** The grant whose Action has run already. */
  readonly grantId: string;
  /** The requested `acr_values`. */
  readonly acr?: string;
}

/**
 * Asks for a second factor: if `acr_values` or a setting wants one and the session has none yet, or if an Action
 * wants one now. `wantedByAction` returns the latter, for a request whose Action has run.
 */
export function mfaPrompt(
  context: TenantContext,
  requiredByAction: (ctx: KoaContextWithOIDC) => boolean,
): interactionPolicy.Prompt {
  const required = (ctx: KoaContextWithOIDC) => {
    const { session, result } = ctx.oidc;
    if (session?.accountId === undefined || result?.['mfa'] !== undefined) return false;
    if (requiredByAction(ctx)) return true;
    if (session.amr?.includes('mfa') === true) return false;
    return requestsMfaByAcr(ctx) || requiresMfa(context, session.accountId);
  };
  return new Prompt(
    { name: MFA_PROMPT, requestable: false },
    mfaDemandOf,
    new Check('mfa_required', 'Multifactor authentication required', 'mfa_required', required),
  );
}

/** Whether a setting of the tenant or of the user wants a second factor at every login. */
export function requiresMfa({ store, mfaAlways }: TenantContext, userId: string): boolean {
  const authenticator = store.authenticators.get(userId);
  return mfaAlways || (authenticator?.active === true && authenticator.always);
}

function requestsMfaByAcr({ oidc }: KoaContextWithOIDC): boolean {
  return textOf(oidc.params?.['asked_acr']).split(' ').includes(MFA_ACR);
}

function mfaDemandOf(ctx: KoaContextWithOIDC): Record<string, unknown> {
  const { session, grant } = ctx.oidc;
  const demand: MfaDemand = {
    accountId: session?.accountId ?? '',
    connection: session?.amr?.[0] ?? '',
    loginTs: session?.loginTs ?? 0,
    grantId: grant?.jti ?? '',
    ...(requestsMfaByAcr(ctx) ? { acr: MFA_ACR } : {}),
  };
  return { ...demand };
}
