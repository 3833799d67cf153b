import type { Identity } from '@onefold/angular';

/** The naming fields of a profile, an identity or a candidate. */
export interface NamedAccount {
  readonly name?: string;
  readonly nickname?: string;
  readonly username?: string;
  readonly email?: string;
  readonly phone_number?: string;
}

/** Display name of an account: name, else e-mail, phone, nickname; `null` if it has none of them. */
export function accountName(account: NamedAccount): string | null {
  return said(account.name) ?? accountAddress(account) ?? said(account.nickname) ?? said(account.username);
}

/** Distinguishes an account from others of the same user: its e-mail address or phone number. */
export function accountAddress(account: NamedAccount): string | null {
  return said(account.email) ?? said(account.phone_number);
}

/** The name of an identity in a sentence: its address, else its name, else its id. Never empty. */
export function identityTitle({ profileData, user_id }: Identity): string {
  return accountAddress(profileData) ?? accountName(profileData) ?? user_id;
}

/** Providers send anything, also blanks and numbers. */
function said(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
