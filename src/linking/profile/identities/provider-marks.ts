import { initials } from '../names/initials';
import type { BrandMark } from './brand-mark';
import { FIRST_BRAND_MARKS } from './first-brand-marks';

const KEY =
  'M14.5 3a6.5 6.5 0 0 0-6.2 8.5L3 16.8V21h4.2v-2.6h2.6v-2.6h1.6l1-1A6.5 6.5 0 1 0 14.5 3Zm2 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z';

/** The sign-in of most main accounts. */
const DATABASES = ['auth0', 'Username-Password-Authentication'];

/** Strategies that are the same brand as another one. */
const ALIASES: Readonly<Record<string, string>> = { 'google-apps': 'google-oauth2', 'paypal-sandbox': 'paypal' };

/** The mark of a provider that is drawn at once; `null` for one whose mark, if there is any, must be fetched. */
export function firstMark(provider: string): BrandMark | null {
  return DATABASES.includes(provider) ? { path: KEY } : own(FIRST_BRAND_MARKS, brandOf(provider));
}

/**
 * Fetches the mark of any other provider, by strategy or, where that is a custom one (`oauth2`), by connection.
 * `null` where we have none or it cannot be fetched.
 */
export async function fetchMark(provider: string, connection: string): Promise<BrandMark | null> {
  const brand = brandOf(provider);
  try {
    const { PLAIN_SHAPES: plain, DEFAULT_BRAND_MARKS: usual } = await import('./plain-shapes');
    const mark = own(plain, provider) ?? own(usual, brand) ?? own(usual, connection);
    if (mark) return mark;
    const { RARE_BRAND_MARKS: rare } = await import('./rare-brand-marks');
    return own(rare, brand) ?? own(rare, connection);
  } catch {
    // A decoration: a letter stands for it, and the provider's name is beside it anyway.
    return null;
  }
}

/** The first letter of a provider's display name. */
export function letterMark(label: string): string {
  return initials(label).charAt(0) || '?';
}

function brandOf(provider: string): string {
  return own(ALIASES, provider) ?? provider;
}

/** Connections are named by administrators, also `constructor`. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
