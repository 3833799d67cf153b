import type Provider from 'oidc-provider';
import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import { PASSWORD_REALM_GRANT, PASSWORDLESS_GRANT } from '../model/grant-types.ts';
import type { LogType, NewLog } from '../model/tenant-log.ts';
import { resourceToAudience } from '../dialect/audience.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';

/** Codes of the exchanges at the token endpoint: what succeeded, what failed. */
const EXCHANGES: Readonly<Record<string, readonly [LogType, LogType]>> = {
  authorization_code: ['seacft', 'feacft'],
  refresh_token: ['sertft', 'fertft'],
  client_credentials: ['seccft', 'feccft'],
  password: ['sepft', 'fepft'],
  [PASSWORD_REALM_GRANT]: ['sepft', 'fepft'],
  [PASSWORDLESS_GRANT]: ['sepotpft', 'fepotpft'],
};

/** Logs what `oidc-provider` does: logins (also silent ones), exchanges, and why one failed. */
export function logEvents(provider: Provider, { store }: TenantContext): void {
  provider.on('authorization.success', (ctx) => {
    const { session } = ctx.oidc;
    store.logs.write({
      ...logFieldsOf(ctx),
      type: isSilent(ctx) ? 'ssa' : 's',
      connection: session?.amr?.[0],
      user_id: session?.accountId,
      details: { session_id: session?.uid, prompts: ctx.oidc.result?.login === undefined ? [] : ['login'] },
    });
  });
  provider.on('authorization.error', (ctx, error) => {
    store.logs.write({
      ...logFieldsOf(ctx),
      ...rejectedUser(ctx),
      type: isSilent(ctx) ? 'fsa' : 'f',
      description: reasonOf(error),
      details: { error: { oauthError: error.error, message: reasonOf(error) } },
    });
  });
  provider.on('grant.success', (ctx) => {
    const [type] = EXCHANGES[textOf(ctx.oidc.params?.['grant_type'])] ?? [];
    if (type !== undefined) store.logs.write({ ...logFieldsOf(ctx), ...exchangeOf(ctx), type });
  });
  provider.on('grant.error', (ctx, error) => {
    const [, type] = EXCHANGES[textOf(ctx.oidc.params?.['grant_type'])] ?? [];
    if (type === undefined) return;
    const reused = type === 'fertft' && error.error_detail === 'refresh token already used';
    store.logs.write({
      ...logFieldsOf(ctx),
      ...exchangeOf(ctx),
      type: reused ? 'ferrt' : type,
      description: textOf((ctx.body as { error_description?: unknown } | undefined)?.error_description),
    });
  });
}

function isSilent({ oidc }: KoaContextWithOIDC): boolean {
  return textOf(oidc.params?.['prompt']).split(' ').includes('none');
}

function logFieldsOf(ctx: KoaContextWithOIDC): Omit<NewLog, 'type'> {
  const { oidc } = ctx;
  const audience = textOf(oidc.params?.['audience']);
  const [resource = ''] = Object.keys(oidc.resourceServers ?? {});
  return {
    client_id: oidc.client?.clientId ?? textOf(oidc.params?.['client_id']),
    audience: audience === '' ? (resource === '' ? undefined : resourceToAudience(resource)) : audience,
    scope: textOf(oidc.params?.['scope']) || undefined,
    ip: ctx.ip,
    hostname: ctx.hostname,
    user_agent: ctx.get('user-agent'),
  };
}

/** The user of a refused login, if the login pages know it. */
function rejectedUser({ oidc }: KoaContextWithOIDC): Pick<NewLog, 'connection' | 'user_id'> {
  const refused = oidc.entities.Interaction?.result?.['refused'] as Pick<NewLog, 'connection' | 'user_id'> | undefined;
  return refused ?? { connection: oidc.session?.amr?.[0], user_id: oidc.session?.accountId };
}

function exchangeOf({ oidc }: KoaContextWithOIDC): Omit<NewLog, 'type'> {
  const { AuthorizationCode: code, RefreshToken: refresh, AccessToken: access, ClientCredentials: own } = oidc.entities;
  const presented = code ?? refresh;
  return {
    connection: presented?.amr?.[0] ?? (textOf(oidc.params?.['realm']) || undefined),
    user_id: presented?.accountId ?? access?.accountId,
    ...(oidc.params?.['username'] === undefined ? {} : { user_name: textOf(oidc.params['username']) }),
    audience: [access?.aud ?? own?.aud].flat()[0],
    scope: access?.scope ?? own?.scope ?? presented?.scope ?? (textOf(oidc.params?.['scope']) || undefined),
  };
}

function reasonOf(error: errors.OIDCProviderError): string {
  return error.error_description ?? error.error;
}
