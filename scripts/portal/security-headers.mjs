import { createHash } from 'node:crypto';

/**
 * The security headers every answer of the portal carries.
 *
 * @param {string} policy Value of `Content-Security-Policy`.
 * @returns {Readonly<Record<string, string>>}
 */
export function securityHeaders(policy) {
  return {
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

/**
 * The content security policy: own files, the tenant, and pictures from anywhere secure.
 *
 * @param {object} options
 * @param {string} options.tenantOrigin The only other origin the portal talks to and frames (silent renewal).
 * @param {string} options.html The page, for the hashes of what it has inline.
 * @param {string} options.nonce For the styles Angular adds at run time.
 * @returns {string}
 */
export function contentSecurityPolicy({ tenantOrigin, html, nonce }) {
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...inlineHashes(html, 'script')],
    'style-src': ["'self'", `'nonce-${nonce}'`, ...inlineHashes(html, 'style')],
    'img-src': ["'self'", 'https:', 'data:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': ["'self'", tenantOrigin],
    'frame-src': [tenantOrigin],
    // The Auth0 SDK starts its token worker from a blob.
    'worker-src': ["'self'", 'blob:'],
    'form-action': ["'self'"],
    'base-uri': ["'self'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * Hashes of the inline elements of a page (CSP Level 3 §8.4). An element without text needs none.
 *
 * @param {string} html
 * @param {'script' | 'style'} element
 * @returns {string[]}
 */
function inlineHashes(html, element) {
  const found = html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, 'gi'));
  return [...found]
    .map(([, text = '']) => text)
    .filter((text) => text !== '')
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}
