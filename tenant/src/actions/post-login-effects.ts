import type { MultifactorRequest, PostLoginApi } from './post-login.ts';

/** Claims that Actions added. */
export interface ActionClaims {
  readonly accessToken: Readonly<Record<string, unknown>>;
  readonly idToken: Readonly<Record<string, unknown>>;
}

/** What the Actions of one login have requested so far. */
export interface PostLoginEffects {
  /** The `api` of an Action. */
  readonly api: PostLoginApi;
  claims(): ActionClaims;
  metadata(): { readonly user: Readonly<Record<string, unknown>>; readonly app: Readonly<Record<string, unknown>> };
  /** The first reason to end the login. */
  denied(): string | undefined;
  multifactor(): MultifactorRequest | undefined;
  redirectTo(url: string): void;
  /** Where the user is sent before the login continues. */
  redirect(): string | undefined;
  /** @throws Error if an Action has already set it in this login */
  setPrimaryUser(userId: string): void;
  /** The account to sign in in place of this one. */
  primaryUser(): string | undefined;
}

/** Claims of the protocol: an Action cannot set them. Source: Auth0, "Create Custom Claims" (restricted claims). */
const RESTRICTED = new Set(
  'acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf nonce object_id org_id org_name orig origid permissions roles rph s_hash scope sid sip_callid sip_cseq_num sip_date sip_from_tag sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256'.split(
    ' ',
  ),
);

/**
 * Collects what Actions ask for. Values are copied as JSON, so that nothing else reaches a token or the database.
 * The API's methods throw a TypeError for a value that is not JSON.
 * @param before Claims added earlier in the same login.
 */
export function createPostLoginEffects(before?: ActionClaims): PostLoginEffects {
  const accessToken = new Map<string, unknown>(Object.entries(before?.accessToken ?? {}));
  const idToken = new Map<string, unknown>(Object.entries(before?.idToken ?? {}));
  const user = new Map<string, unknown>();
  const app = new Map<string, unknown>();
  let denied: string | undefined;
  let multifactor: MultifactorRequest | undefined;
  let redirect: string | undefined;
  let primaryUser: string | undefined;
  const set = (values: Map<string, unknown>, name: string, value: unknown) => {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) values.delete(name);
    else values.set(name, JSON.parse(text));
  };
  const setClaim = (claims: Map<string, unknown>) => ({
    setCustomClaim: (name: string, value: unknown) => {
      if (!RESTRICTED.has(name)) set(claims, name, value);
    },
  });
  return {
    api: {
      accessToken: setClaim(accessToken),
      idToken: setClaim(idToken),
      access: {
        deny: (reason) => {
          denied ??= reason;
        },
      },
      user: {
        setUserMetadata: (name, value) => set(user, name, value),
        setAppMetadata: (name, value) => set(app, name, value),
      },
      multifactor: {
        enable: (provider, options = {}) => {
          multifactor = { provider, ...options };
        },
      },
    },
    claims: () => ({ accessToken: Object.fromEntries(accessToken), idToken: Object.fromEntries(idToken) }),
    metadata: () => ({ user: Object.fromEntries(user), app: Object.fromEntries(app) }),
    denied: () => denied,
    multifactor: () => multifactor,
    redirectTo: (url) => {
      redirect = url;
    },
    redirect: () => redirect,
    setPrimaryUser: (userId) => {
      if (primaryUser !== undefined) throw new Error('The primary user can be set only once in a login.');
      primaryUser = userId;
    },
    primaryUser: () => primaryUser,
  };
}
