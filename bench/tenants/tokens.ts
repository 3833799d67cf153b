import { createHash, randomBytes } from 'node:crypto';
import { BENCH_CLIENT } from './bench-client.ts';

/** The token response; it contains a refresh token because the scope has `offline_access`. */
export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

/** A verifier and its challenge (RFC 7636 §4.2). */
export interface Proof {
  readonly verifier: string;
  readonly challenge: string;
}

export function newProof(): Proof {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The authorization URL at which a sign-in begins. */
export function authorizeUrl(url: string, { challenge }: Proof, extra: Readonly<Record<string, string>> = {}): string {
  return `${url}?${new URLSearchParams({
    client_id: BENCH_CLIENT.id,
    redirect_uri: BENCH_CLIENT.redirectUri,
    response_type: 'code',
    scope: 'openid offline_access',
    nonce: randomBytes(12).toString('hex'),
    state: randomBytes(12).toString('hex'),
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...extra,
  })}`;
}

/** Exchanges the code of a sign-in for tokens. */
export function redeem(tokenUrl: string, callback: URL, { verifier }: Proof): Promise<Tokens> {
  return requestTokens(tokenUrl, {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: BENCH_CLIENT.redirectUri,
    code_verifier: verifier,
  });
}

/** Refreshes the tokens with a rotating refresh token. */
export function refresh(tokenUrl: string, tokens: Tokens): Promise<Tokens> {
  return requestTokens(tokenUrl, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
}

async function requestTokens(tokenUrl: string, body: Readonly<Record<string, string>>): Promise<Tokens> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ client_id: BENCH_CLIENT.id, ...body }),
  });
  const tokens = (await response.json()) as Tokens;
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(tokens)}`);
  return tokens;
}
