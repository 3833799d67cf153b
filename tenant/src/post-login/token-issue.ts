import type { KoaContextWithOIDC } from 'oidc-provider';
import type { PostLoginEvent } from '../actions/post-login.ts';

/** One issue of tokens. */
export interface TokenIssue {
  /** The grant the tokens will belong to. */
  readonly grantId: string;
  readonly accountId: string;
  readonly clientId: string;
  /** Connection of the login. */
  readonly connection: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  /** A second factor was proved, too. */
  readonly mfa: boolean;
  /** The SSO session; absent at a login without a browser. */
  readonly session?: { readonly id: string };
  /** The claims request, which carries the organization. */
  readonly claims: unknown;
  /** The API the tokens are for. */
  readonly audience: string | undefined;
  readonly transaction: PostLoginEvent['transaction'];
  readonly request: PostLoginEvent['request'];
}

/** Fields of a token request that an Action must not see. */
const SECRET = new Set([
  'client_secret',
  'refresh_token',
  'client_assertion',
  'code',
  'code_verifier',
  'password',
  'otp',
  'mfa_token',
  'subject_token',
  'actor_token',
]);

/** The request in an Action's event: at a login its parameters, at a refresh the fields of the form. */
export function requestOf(ctx: KoaContextWithOIDC): PostLoginEvent['request'] {
  const { oidc } = ctx;
  const userAgent = ctx.get('user-agent');
  const language = ctx.get('accept-language');
  const isForm = oidc.route === 'token';
  return {
    ip: ctx.ip,
    method: isForm ? 'POST' : 'GET',
    hostname: ctx.hostname,
    ...(userAgent === '' ? {} : { user_agent: userAgent }),
    ...(language === '' ? {} : { language }),
    query: isForm ? {} : given(oidc.params),
    body: isForm ? given(oidc.body) : {},
    geoip: {},
  };
}

/** The authorization in an Action's event. */
export function transactionOf({ oidc }: KoaContextWithOIDC): PostLoginEvent['transaction'] {
  const parameters = given(oidc.params);
  const text = (name: string) => (typeof parameters[name] === 'string' ? parameters[name] : undefined);
  const words = (name: string) => text(name)?.split(' ').filter(Boolean);
  const optional = {
    prompt: words('prompt'),
    login_hint: text('login_hint'),
    redirect_uri: text('redirect_uri'),
    response_mode: text('response_mode'),
    response_type: words('response_type'),
    state: text('state'),
  };
  return {
    protocol: protocolOf(words('response_type') ?? []),
    requested_scopes: words('scope') ?? [],
    acr_values: words('asked_acr') ?? [],
    ui_locales: words('ui_locales') ?? [],
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

function given(parameters: object | undefined): Record<string, unknown> {
  const all = Object.entries(parameters ?? {});
  return Object.fromEntries(all.filter(([name, value]) => value !== undefined && !SECRET.has(name)));
}

function protocolOf(responseTypes: readonly string[]): PostLoginEvent['transaction']['protocol'] {
  if (!responseTypes.includes('code')) return 'oidc-implicit-profile';
  return responseTypes.length > 1 ? 'oidc-hybrid-profile' : 'oidc-basic-profile';
}
