import { Provider, type Configuration } from 'oidc-provider';
import { createAccessTokenCustomizer } from './access-token.ts';
import { createFindAccount } from './find-account.ts';
import { createAdapter } from './adapter.ts';
import { CLAIMS_OF_SCOPE } from '../dialect/claims.ts';
import { isClientOrigin, matchesUrl, originOf } from '../dialect/client-metadata.ts';
import { extraParams } from './extra-params.ts';
import { DELEGATED_SECONDS, delegatedSeconds, grantActor } from '../post-login/delegation.ts';
import { createGrantLoader } from './grant-loader.ts';
import { issueIdTokens } from './issue-id-tokens.ts';
import { createInteractionPolicy } from './interaction-policy.ts';
import { logEvents } from './log-events.ts';
import { renderError } from './render-error.ts';
import { createResourceServerInfo, requireAudience } from './resource-server-info.ts';
import type { SigningKeys } from '../tokens/signing-key.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { rewriteTokenError } from '../dialect/token-errors.ts';
import { respondLikeAuth0 } from './respond-like-auth0.ts';
import { respondByWebMessage } from '../dialect/web-message.ts';

/** Lifetimes in seconds. Source: Auth0's defaults. */
const TTL = {
  AccessToken: 86_400,
  AuthorizationCode: 600,
  ClientCredentials: 86_400,
  Grant: 2_592_000,
  IdToken: 36_000,
  Interaction: 3_600,
  RefreshToken: 2_592_000,
  Session: 604_800,
};

/** Lets an application on plain http, which is another site, sign in silently. Source: Auth0, "SameSite Cookie Attribute Changes". */
const CROSS_SITE = { httpOnly: true, overwrite: true, sameSite: 'none', secure: true } as const;

/** Makes the OpenID provider that behaves like an Auth0 tenant. */
export function createProvider(context: TenantContext, keys: SigningKeys): Provider {
  const provider = new Provider(context.issuer, configuration(context, keys));
  provider.proxy = context.fixedIssuer;
  provider.registerResponseMode('web_message', respondByWebMessage);
  provider.on('grant.error', rewriteTokenError);
  respondLikeAuth0(provider);
  // The exact check, which depends on the response mode, is `checkRedirect`; this function does not get the request.
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(uri: string) {
    const client = context.store.clients.get(this.clientId);
    const origin = originOf(uri);
    if (client === undefined || origin === undefined) return false;
    const isCallback = client.callbacks?.some((allowed) => matchesUrl(allowed, uri)) === true;
    return isCallback || isClientOrigin(client, origin);
  };
  // Auth0: `sid` is the id of the session, the same for every client (Manage User Sessions with Auth0 Management API).
  provider.Session.prototype.ensureClientContainer = function ensureClientContainer(clientId: string) {
    this.sidFor(clientId, this.uid);
  };
  issueIdTokens(provider, context, TTL.IdToken);
  logEvents(provider, context);
  return provider;
}

function configuration(context: TenantContext, keys: SigningKeys): Configuration {
  const { store, port, issuer } = context;
  return {
    adapter: createAdapter(context),
    claims: {
      ...mutable(CLAIMS_OF_SCOPE),
      acr: null,
      sid: null,
      auth_time: null,
      iss: null,
      org_id: null,
      org_name: null,
    },
    clientBasedCORS: (_ctx, origin, client) => {
      const known = store.clients.get(client.clientId);
      return known !== undefined && isClientOrigin(known, origin);
    },
    clientAuthMethods: ['none', 'client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    conformIdTokenClaims: false,
    cookies: {
      ...(issuer.startsWith('https:') ? { long: CROSS_SITE, short: CROSS_SITE } : {}),
      names: { session: `auth0_${port}`, interaction: `auth0_login_${port}`, resume: `auth0_resume_${port}` },
    },
    discovery: {
      end_session_endpoint: `${issuer}oidc/logout`,
    },
    expiresWithSession: () => false,
    extraParams: extraParams(context),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: requireAudience,
        getResourceServerInfo: createResourceServerInfo(context),
        useGrantedResource: () => true,
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: { enabled: false },
    },
    findAccount: createFindAccount(context),
    formats: { customizers: { jwt: createAccessTokenCustomizer(context) } },
    interactions: { policy: createInteractionPolicy(context), url: (_ctx, { uid }) => `/u/login/${uid}` },
    // The first one signs.
    jwks: { keys: [keys.current, ...keys.previous].map(({ jwk }) => ({ ...jwk })) },
    loadExistingGrant: createGrantLoader(context),
    renderError,
    responseTypes: ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'],
    rotateRefreshToken: true,
    routes: {
      authorization: '/authorize',
      end_session: '/oidc/logout',
      jwks: '/.well-known/jwks.json',
      pushed_authorization_request: '/oauth/par',
      revocation: '/oauth/revoke',
      token: '/oauth/token',
      userinfo: '/userinfo',
    },
    scopes: ['openid', 'profile', 'email', 'phone', 'offline_access'],
    ttl: {
      ...TTL,
      AccessToken: (_ctx, { resourceServer, grantId }) => {
        const usual = context.lifetime.seconds ?? resourceServer?.accessTokenTTL ?? TTL.AccessToken;
        return grantActor(context, grantId) === undefined ? usual : Math.min(usual, DELEGATED_SECONDS);
      },
      Session: (_ctx, { uid }) => delegatedSeconds(context, uid) ?? TTL.Session,
      ClientCredentials: (_ctx, { resourceServer }) =>
        context.lifetime.seconds ?? resourceServer?.accessTokenTTL ?? TTL.ClientCredentials,
    },
  };
}

function mutable(claims: typeof CLAIMS_OF_SCOPE): Record<string, string[]> {
  return Object.fromEntries(Object.entries(claims).map(([scope, names]) => [scope, [...names]]));
}
