import { createHash } from 'node:crypto';

/**
 * The security headers every answer of the portal carries.
 *
 * @param policy Value of `Content-Security-Policy`.
 */
export function securityHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    // For browsers that do not know frame-ancestors.
    'X-Frame-Options': 'DENY',
  };
}

/**
 * The content security policy: own files, the tenant, the linking server, and pictures from anywhere secure.
 *
 * @param options.tenantOrigin The only other origin the portal frames (silent renewal).
 * @param options.linkingServer Origin of a linking server elsewhere.
 * @param options.html The page, for the hashes of what it has inline.
 * @param options.nonce For the styles Angular adds at run time.
 */
export function contentSecurityPolicy({
  tenantOrigin,
  linkingServer,
  html,
  nonce,
}: {
  readonly tenantOrigin: string;
  readonly linkingServer?: string | undefined;
  readonly html: string;
  readonly nonce: string;
}): string {
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...inlineHashes(html, 'script')],
    'style-src': ["'self'", `'nonce-${nonce}'`, ...inlineHashes(html, 'style')],
    'img-src': ["'self'", 'https:', 'data:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': ["'self'", tenantOrigin, ...(linkingServer === undefined ? [] : [linkingServer])],
    'frame-src': [tenantOrigin],
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'self'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    // Angular's own, and the one for the address of the Auth0 SDK's worker (src/linking/auth/worker-url.ts).
    'trusted-types': ['angular', 'onefold#worker'],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** Hashes of the inline elements of a page (CSP Level 3 §8.4). An element without text needs none. */
function inlineHashes(html: string, element: 'script' | 'style'): string[] {
  const found = html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, 'gi'));
  return [...found]
    .map(([, text = '']) => text)
    .filter((text) => text !== '')
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}
