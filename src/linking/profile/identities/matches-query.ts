import type { Identity } from '@onefold/angular';

/** Whether an identity is meant by what was typed into the filter: every word occurs somewhere, accents aside. */
export function matchesQuery(identity: Identity, label: string, query: string): boolean {
  const { name, nickname, username, email, phone_number } = identity.profileData;
  const text = plain(
    [identity.nickname, label, identity.connection, name, nickname, username, email, phone_number].join(' '),
  );
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
