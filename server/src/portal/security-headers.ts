import { createHash } from 'node:crypto';
import type { PolicyAdditions } from '../configuration/server-config.ts';

/** Features of the browser that neither the portal nor a frame in it may use. */
const UNUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
] as const;

/**
 * The security headers of every response of the portal.
 *
 * @param policy Value of `Content-Security-Policy`.
 * @param sources A linking server of another origin receives the portal's origin, by which it recognizes where sign-ins begin.
 */
export function securityHeaders(
  policy: string,
  { linkingServer }: Pick<PolicySources, 'linkingServer'>,
): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': linkingServer === undefined ? 'same-origin' : 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    // For browsers that do not know frame-ancestors.
    'X-Frame-Options': 'DENY',
  };
}

/** Inputs of a portal's policy besides its page. */
export interface PolicySources {
  /** The only other origin that the portal frames (silent renewal). */
  readonly tenantOrigin: string;
  /** Origin of a linking server at another origin. */
  readonly linkingServer?: string;
  readonly allowed?: PolicyAdditions;
}

const NO_ADDITIONS: PolicyAdditions = { connectSrc: [], imgSrc: [], trustedTypes: [] };

/**
 * The content security policy: own files, the tenant, the linking server, pictures from anywhere secure, and what the operator
 * allows in addition.
 *
 * @param page.html For the hashes of its inline elements.
 * @param page.nonce For the styles that Angular adds at run time.
 */
export function contentSecurityPolicy(
  { tenantOrigin, linkingServer, allowed = NO_ADDITIONS }: PolicySources,
  { html, nonce }: { readonly html: string; readonly nonce: string },
): string {
  const { connectSrc, imgSrc, trustedTypes } = allowed;
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...inlineHashes(html, 'script')],
    'style-src': ["'self'", `'nonce-${nonce}'`, ...inlineHashes(html, 'style')],
    'img-src': ["'self'", 'https:', 'data:', ...imgSrc],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': ["'self'", tenantOrigin, ...(linkingServer === undefined ? [] : [linkingServer]), ...connectSrc],
    'frame-src': [tenantOrigin],
    'worker-src': ["'self'"],
    // The portal's forms are read by its scripts and never submitted.
    'form-action': ["'none'"],
    // Not 'none': the page has a base address, for links and files on every path.
    'base-uri': ["'self'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    // Scripts by address only: `onefold#worker` for the SDK's token worker, `onefold#portal` for the service worker. Nothing makes
    // HTML or code from text, so not even Angular's own policy is allowed by default.
    'trusted-types': ['onefold#worker', 'onefold#portal', ...trustedTypes],
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
