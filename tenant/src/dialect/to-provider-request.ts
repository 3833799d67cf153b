import { randomUUID } from 'node:crypto';
import { audienceToResource } from './audience.ts';

/** Parameters that only this function sets. */
const OWN = 'resource claims acr_values offline asked_max_age asked_acr token_only silent_ticket'.split(' ');

/**
 * Rewrites an authorization request from Auth0's dialect into that of `oidc-provider`:
 * - `audience` becomes a resource indicator.
 * - `prompt=select_account` becomes `login`; `consent` is dropped, because clients are first-party.
 * - `offline_access` is also sent as `offline`, because the library drops the scope without a consent prompt.
 * - `prompt=none` with a `login_ticket` becomes `silent_ticket`, because the library would not use the ticket.
 * - `max_age` is also sent as `asked_max_age`: the library drops a 0, and with it the request for `auth_time`.
 * - `acr_values` is renamed, because the library would only report it, not act on it.
 * - `response_type=token`, unknown to the library, becomes `id_token token`; the response omits the ID token.
 */
export function toProviderRequest(request: URLSearchParams): URLSearchParams {
  const rewritten = new URLSearchParams(request);
  for (const own of OWN) rewritten.delete(own);
  const audience = request.get('audience');
  if (audience) rewritten.set('resource', audienceToResource(audience));
  rewritePrompt(rewritten);
  const scopes = (request.get('scope') ?? 'openid profile email').split(' ').filter(Boolean);
  if (scopes.includes('offline_access')) rewritten.set('offline', '1');
  if (request.get('response_type') === 'token') {
    rewritten.set('response_type', 'id_token token');
    rewritten.set('token_only', '1');
    rewritten.set('nonce', request.get('nonce') ?? randomUUID());
    if (!scopes.includes('openid')) scopes.push('openid');
  }
  rewritten.set('scope', scopes.join(' '));
  const acr = request.get('acr_values');
  if (acr !== null) rewritten.set('asked_acr', acr);
  const maxAge = request.get('max_age');
  if (maxAge !== null) rewritten.set('asked_max_age', maxAge);
  // Auth0 ignores these for responses without an ID token; the library refuses them.
  if (!scopes.includes('openid')) for (const name of ['nonce', 'max_age', 'id_token_hint']) rewritten.delete(name);
  return rewritten;
}

function rewritePrompt(request: URLSearchParams): void {
  // A ticket proves a new login, regardless of the session.
  if (request.has('login_ticket')) {
    if (request.get('prompt') === 'none') request.set('silent_ticket', '1');
    if (!request.has('prompt') || request.has('silent_ticket')) request.set('prompt', 'login');
  }
  const prompts = (request.get('prompt') ?? '').split(' ').filter((prompt) => prompt !== '' && prompt !== 'consent');
  const rewritten = new Set(prompts.map((prompt) => (prompt === 'select_account' ? 'login' : prompt)));
  if (rewritten.size === 0) request.delete('prompt');
  else request.set('prompt', [...rewritten].join(' '));
}
