import type { PolicyAdditions, ServerConfig } from './server-config.ts';
import type { Settings } from './settings.ts';

/** `blob:`, `data:`, or the address of a server, with a wildcard for its subdomains or a path at most (CSP Level 3 §2.3.1). */
const SOURCE =
  /^(blob:|data:|(https|wss):\/\/(\*\.)?[a-z0-9.-]+(:\d+)?(\/[\w.~/-]*)?|(http|ws):\/\/(localhost|127\.0\.0\.1)(:\d+)?)$/i;
/** Trusted Types §4.4: `tt-policy-name`. */
const POLICY_NAME = /^[\w\-#=/@.%]+$/;

/** The portal that this server serves: `ONEFOLD_PORTAL_FOLDER`, `AUTH0_ORGANIZATION`, and what its policy allows in addition. */
export function readPortalSettings(settings: Settings): ServerConfig['portal'] {
  const folder = settings.text('ONEFOLD_PORTAL_FOLDER');
  const organization = settings.text('AUTH0_ORGANIZATION');
  const allowed: PolicyAdditions = {
    connectSrc: listMatching(
      settings,
      'ONEFOLD_PORTAL_CONNECT_SRC',
      SOURCE,
      'an address such as https://api.example.com',
    ),
    imgSrc: listMatching(
      settings,
      'ONEFOLD_PORTAL_IMG_SRC',
      SOURCE,
      'blob:, or an address such as https://cdn.example.com',
    ),
    trustedTypes: listMatching(settings, 'ONEFOLD_PORTAL_TRUSTED_TYPES', POLICY_NAME, 'a policy such as angular'),
  };
  if (folder === undefined) return undefined;
  return {
    folder,
    ...(organization === undefined ? {} : { organization }),
    ...(Object.values(allowed).flat().length === 0 ? {} : { allowed }),
  };
}

/** The parts of a list; records a problem for each that does not match. */
function listMatching(settings: Settings, name: string, pattern: RegExp, expected: string): readonly string[] {
  const parts = settings.list(name);
  for (const part of parts) {
    if (!pattern.test(part))
      settings.problem(`${name} contains "${part}". Each entry of the comma-separated list is ${expected}.`);
  }
  return parts;
}
