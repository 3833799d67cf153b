import { createHash } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Responds to an authorization request with a message to the window that opened this one, or that frames it
 * (`response_mode=web_message`). The redirect URI was checked; only its exact origin can read the message.
 * Unlike the library's own mode it does not close the window: on Auth0 the application decides that.
 */
export function respondByWebMessage(
  ctx: KoaContextWithOIDC,
  redirectUri: string,
  response: Record<string, unknown>,
): void {
  const { iss: _iss, ...parameters } = response;
  const message = inScript({ type: 'authorization_response', response: parameters });
  const target = inScript(new URL(redirectUri).origin);
  const script = `(window.opener || window.parent).postMessage(${message}, ${target});`;
  const hash = createHash('sha256').update(script).digest('base64');
  ctx.status = 200;
  ctx.type = 'html';
  ctx.set(
    'content-security-policy',
    `default-src 'none'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
  ctx.set('referrer-policy', 'no-referrer');
  ctx.body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signing in</title></head><body><script>${script}</script></body></html>`;
}

/** JSON that cannot end the script element it is written into. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
