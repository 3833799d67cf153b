import type { AccountEvent } from '../history/history-recorder.ts';

/** One address and nothing else: no list, no display name, no line break, nothing that a mail header gives a meaning. */
const SINGLE_ADDRESS = /^[^\s\p{C}"(),:;<>@[\\\]]{1,64}@[^\s\p{C}"(),:;<>@[\\\]]{1,255}$/u;

/** The distinct verified addresses among the accounts, as they are written; whatever could be two addresses is left out. */
export function recipients(accounts: AccountEvent['notify']): readonly string[] {
  const byKey = new Map<string, string>();
  for (const { email, email_verified } of accounts) {
    if (email === undefined || !email_verified || !SINGLE_ADDRESS.test(email)) continue;
    const key = email.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, email);
  }
  return [...byKey.values()];
}
