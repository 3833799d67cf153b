import { Hono } from 'hono';
import { certificateOf } from '../../tokens/key-certificate.ts';
import type { SigningKey } from '../../tokens/signing-key.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';

/** A signing key as the API shows it. Source: Auth0 Management API, schema `SigningKeys`. */
export interface ShownKey {
  readonly kid: string;
  readonly cert: string;
  readonly pkcs7: string;
  readonly current: boolean;
  readonly next: boolean;
  readonly previous: boolean;
  readonly fingerprint: string;
  readonly thumbprint: string;
  readonly revoked: boolean;
  readonly current_since?: string;
  readonly current_until?: string;
  readonly revoked_at?: string;
}

/** `/keys/signing`. A rotation or revocation changes the JWKS and the tokens at once. */
export function signingKeyRoutes({ keyring, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const domain = new URL(mail.origin).hostname;
  const list = async () => {
    const { current, next, previous, revoked } = await keyring.withNext();
    return [
      present(current, 'current', domain),
      present(next, 'next', domain),
      ...previous.map((key) => present(key, 'previous', domain)),
      ...revoked.map((key) => present(key, 'revoked', domain)),
    ];
  };
  const requireKey = async (kid: string) => {
    const found = (await list()).find((key) => key.kid === kid);
    if (found === undefined) throw new ApiError(404, 'inexistent_signing_key', 'The signing key does not exist.');
    return found;
  };

  routes.get('/keys/signing', async (c) => {
    requireScope(c.get('bearer'), 'read:signing_keys');
    return c.json(await list());
  });

  routes.get('/keys/signing/:kid', async (c) => {
    requireScope(c.get('bearer'), 'read:signing_keys');
    return c.json(await requireKey(c.req.param('kid')));
  });

  routes.post('/keys/signing/rotate', async (c) => {
    requireScope(c.get('bearer'), 'create:signing_keys');
    requireScope(c.get('bearer'), 'update:signing_keys');
    await keyring.rotate();
    const { next } = await keyring.withNext();
    const { kid, cert } = present(next, 'next', domain);
    return c.json({ kid, cert }, 201);
  });

  routes.put('/keys/signing/:kid/revoke', async (c) => {
    requireScope(c.get('bearer'), 'update:signing_keys');
    const { kid } = await requireKey(c.req.param('kid'));
    // Auth0, "Revoke Signing Keys": only previously used keys can be revoked.
    if (!keyring.revoke(kid)) {
      throw new ApiError(400, 'invalid_signing_key', 'Only a previously used signing key can be revoked.');
    }
    const { cert, revoked_at: revokedAt } = await requireKey(kid);
    return c.json({ kid, cert, revoked_at: revokedAt });
  });

  return routes;
}

function present(key: SigningKey, state: 'current' | 'next' | 'previous' | 'revoked', domain: string): ShownKey {
  const { jwk, currentSince, currentUntil, revokedAt } = key;
  const { cert, pkcs7, fingerprint, thumbprint } = certificateOf(jwk, domain);
  return {
    ...{ kid: String(jwk.kid), cert, pkcs7, fingerprint, thumbprint },
    ...{ current: state === 'current', next: state === 'next', previous: state === 'previous' },
    revoked: state === 'revoked',
    ...(currentSince === undefined ? {} : { current_since: currentSince }),
    ...(currentUntil === undefined ? {} : { current_until: currentUntil }),
    ...(revokedAt === undefined ? {} : { revoked_at: revokedAt }),
  };
}
