import type { Identity } from '@onefold/angular';
import { legible, looksLikeAddress } from './legible';

/** The naming fields of a profile, an identity or a candidate. */
export interface NamedAccount {
  readonly name?: string;
  readonly nickname?: string;
  readonly username?: string;
  readonly email?: string;
  readonly phone_number?: string;
}

/**
 * Display name of an account: name, else email, phone, nickname; `null` if it has none of them. Users choose their names
 * at many providers: one that reads as an email address counts only if it is the account's own.
 */
export function accountName(account: NamedAccount): string | null {
  const address = accountAddress(account);
  const names = [account.name, account.nickname, account.username]
    .map(shown)
    .map((name) => (name !== null && name !== address && looksLikeAddress(name) ? null : name));
  return names[0] ?? address ?? names[1] ?? names[2] ?? null;
}

/** Distinguishes an account from others of the same user: its email address or phone number. */
export function accountAddress(account: NamedAccount): string | null {
  return shown(account.email) ?? shown(account.phone_number);
}

/** The name of an identity in a sentence: its address, else its name, else its id. Never empty. */
export function identityTitle({ profileData, user_id }: Identity): string {
  return accountAddress(profileData) ?? accountName(profileData) ?? legible(user_id);
}

/** Providers may send any value, also blanks and numbers. */
function shown(value: unknown): string | null {
  return (typeof value === 'string' && legible(value)) || null;
}
