import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { grantActor } from '../post-login/delegation.ts';
import { actionClaims } from '../post-login/run-post-login.ts';
import type { TenantContext } from '../context/tenant-context.ts';

/** The part of the library's ID token class that issues; its published types leave it out. */
interface IdTokenPrototype {
  readonly ctx?: KoaContextWithOIDC;
  readonly set: (claim: string, value: unknown) => void;
  issue: (this: IdTokenPrototype, options: { use: string; expiresAt?: number }) => Promise<string>;
}

/** Makes ID tokens use the tenant's clock, which tests may move, and adds the claims of Actions. */
export function issueIdTokens(provider: Provider, context: TenantContext, lifetimeSeconds: number): void {
  const prototype = provider.IdToken.prototype as unknown as IdTokenPrototype;
  const issue = prototype.issue;
  prototype.issue = function issueWithTenantClaims(this: IdTokenPrototype, options) {
    const now = Math.floor(context.clock.now() / 1000);
    const grantId = this.ctx?.oidc.entities.Grant?.jti;
    const added = actionClaims(context, grantId).idToken;
    for (const [name, value] of Object.entries(added)) this.set(name, value);
    const { AuthorizationCode: code, RefreshToken: refresh } = this.ctx?.oidc.entities ?? {};
    // Without a code or a refresh token, the response to the authorization itself has the ID token.
    const { amr, acr } = code ?? refresh ?? this.ctx?.oidc.session ?? {};
    if (amr?.includes('mfa') === true) this.set('amr', ['mfa']);
    if (acr !== undefined) this.set('acr', acr);
    const actor = grantActor(context, grantId);
    if (actor !== undefined) this.set('act', actor);
    this.set('iat', now);
    return issue.call(this, { ...options, expiresAt: now + (context.lifetime.seconds ?? lifetimeSeconds) });
  };
}
