import type Provider from 'oidc-provider';
import type { Clock } from '../control/clock.ts';

/** The part of the library's ID token class that issues; its published types leave it out. */
interface IdTokenPrototype {
  readonly set: (claim: string, value: unknown) => void;
  issue: (this: IdTokenPrototype, options: { use: string; expiresAt?: number }) => Promise<string>;
}

/** Makes ID tokens tell the tenant's time, which tests may move, instead of the machine's. */
export function issueIdTokensByClock(provider: Provider, clock: Clock, lifetimeSeconds: number): void {
  const prototype = provider.IdToken.prototype as unknown as IdTokenPrototype;
  const issue = prototype.issue;
  prototype.issue = function issueByClock(this: IdTokenPrototype, options) {
    const now = Math.floor(clock.now() / 1000);
    this.set('iat', now);
    return issue.call(this, { ...options, expiresAt: now + lifetimeSeconds });
  };
}
