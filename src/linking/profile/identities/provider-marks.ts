import { initials } from '../account/initials';
import type { BrandMark } from './brand-mark';
import { FIRST_BRAND_MARKS } from './first-brand-marks';

const KEY =
  'M14.5 3a6.5 6.5 0 0 0-6.2 8.5L3 16.8V21h4.2v-2.6h2.6v-2.6h1.6l1-1A6.5 6.5 0 1 0 14.5 3Zm2 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z';
const ENVELOPE =
  'M3.5 5h17A1.5 1.5 0 0 1 22 6.5v.7l-10 6-10-6v-.7A1.5 1.5 0 0 1 3.5 5ZM2 9.3v8.2A1.5 1.5 0 0 0 3.5 19h17a1.5 1.5 0 0 0 1.5-1.5V9.3l-10 6-10-6Z';
const PHONE =
  'M8 2h8a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4c0-1.1.9-2 2-2Zm0 3v12h8V5H8Zm4 13.25a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5Z';
const BUILDING =
  'M4 3h10v6h6v12h-8v-4h-2v4H4V3Zm3 3v2h2V6H7Zm0 4v2h2v-2H7Zm0 4v2h2v-2H7Zm9-2v2h2v-2h-2Zm0 4v2h2v-2h-2Z';
const PANES = 'M3 3h8v8H3V3Zm10 0h8v8h-8V3ZM3 13h8v8H3v-8Zm10 0h8v8h-8v-8Z';

/** What no brand stands for, or one whose mark must not be copied. */
const SHAPES: Readonly<Record<string, string>> = {
  windowslive: PANES,
  waad: PANES,
  auth0: KEY,
  'Username-Password-Authentication': KEY,
  email: ENVELOPE,
  sms: PHONE,
  samlp: BUILDING,
  oidc: BUILDING,
  ad: BUILDING,
  adfs: BUILDING,
};

/** Strategies that are the same brand as another one. */
const ALIASES: Readonly<Record<string, string>> = { 'google-apps': 'google-oauth2', 'paypal-sandbox': 'paypal' };

/** The mark of a provider that is drawn at once; `null` for one whose brand's mark, if there is any, must be fetched. */
export function firstMark(provider: string): BrandMark | null {
  const path = own(SHAPES, provider);
  return path === null ? own(FIRST_BRAND_MARKS, brandOf(provider)) : { path };
}

/**
 * Fetches the mark of any other brand, by strategy or, where that is a custom one (`oauth2`), by connection.
 * `null` where we have none or it cannot be fetched.
 */
export async function fetchMark(provider: string, connection: string): Promise<BrandMark | null> {
  const brand = brandOf(provider);
  try {
    const { USUAL_BRAND_MARKS: usual } = await import('./usual-brand-marks');
    const mark = own(usual, brand) ?? own(usual, connection);
    if (mark) return mark;
    const { RARE_BRAND_MARKS: rare } = await import('./rare-brand-marks');
    return own(rare, brand) ?? own(rare, connection);
  } catch {
    // A decoration: a letter stands for it, and the provider's name is beside it anyway.
    return null;
  }
}

/** The first letter of what people call a provider. */
export function letterMark(label: string): string {
  return initials(label).charAt(0) || '?';
}

function brandOf(provider: string): string {
  return own(ALIASES, provider) ?? provider;
}

/** Connections are named by administrators, also `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
