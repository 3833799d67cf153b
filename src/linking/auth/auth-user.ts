import type { Suggestion } from '@onefold/contract';

/** The signed-in user, from the ID token (OpenID Connect Core §5.1). */
export interface AuthUser {
  readonly sub: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly org_id?: string;
  /** When the user last entered credentials, in epoch seconds; present only if the sign-in requested it with `maxAge`. */
  readonly auth_time?: number;
  /** Other accounts of the user, as reported by the Post-Login Action at sign-in. */
  readonly suggestions?: readonly Suggestion[];
  /** All claims of the ID token, including custom ones, for example `claims['https://example.com/roles']`. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Reads the user from ID token claims; `null` without a `sub`. Omits claims of an unexpected type. */
export function toAuthUser(claims: Readonly<Record<string, unknown>> | null | undefined): AuthUser | null {
  if (!claims) return null;
  const text = <K extends string>(name: K): Partial<Record<K, string>> => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? ({ [name]: value } as Record<K, string>) : {};
  };
  const { sub } = text('sub');
  if (sub === undefined) return null;
  const suggestions = suggestionsIn(claims);
  const { email_verified, auth_time } = claims as { readonly email_verified?: unknown; readonly auth_time?: unknown };
  const { __raw: _token, ...known } = claims as { readonly __raw?: unknown };
  return {
    sub,
    ...text('name'),
    ...text('nickname'),
    ...text('picture'),
    ...text('email'),
    ...text('org_id'),
    ...(typeof email_verified === 'boolean' && { email_verified }),
    ...(typeof auth_time === 'number' && { auth_time }),
    ...(suggestions.length > 0 && { suggestions }),
    claims: known,
  };
}

/** The suggestions of the Post-Login Action (docs/deployment.md); omits malformed ones. */
export function suggestionsIn(claims: Readonly<Record<string, unknown>>): readonly Suggestion[] {
  const claim = claims['https://onefold.dev/suggestions'];
  return Array.isArray(claim) ? claim.filter(isSuggestion) : [];
}

/** Whether a value has the shape of a suggestion. */
export function isSuggestion(value: unknown): value is Suggestion {
  const { id, masked_email, connection } = (value ?? {}) as Partial<Suggestion>;
  const { name, label, provider } = (connection ?? {}) as Partial<Suggestion['connection']>;
  return [id, masked_email, name, label, provider].every((text) => typeof text === 'string');
}
