import type { AccountEvent } from '../history/history-recorder.ts';
import { languageOf, type Language } from '../languages/language.ts';

/** One address and nothing else: no list, no display name, no line break, nothing that a mail header gives a meaning. */
const SINGLE_ADDRESS = /^[^\s\p{C}"(),:;<>@[\\\]]{1,64}@[^\s\p{C}"(),:;<>@[\\\]]{1,255}$/u;

/** Whom to write to. */
export interface Recipient {
  readonly address: string;
  /** What they are known to read; null where nobody knows, or we do not speak it. */
  readonly language: Language | null;
}

/** The distinct verified addresses among the accounts, as they are written; whatever could be two addresses is left out. */
export function recipients(accounts: AccountEvent['notify']): readonly Recipient[] {
  const byKey = new Map<string, Recipient>();
  for (const { email, email_verified, locale } of accounts) {
    if (email === undefined || !email_verified || !SINGLE_ADDRESS.test(email)) continue;
    const key = email.toLowerCase();
    const language = byKey.get(key)?.language ?? languageOf(locale);
    byKey.set(key, { address: byKey.get(key)?.address ?? email, language });
  }
  return [...byKey.values()];
}
