import { randomUUID } from 'node:crypto';
import type { IdentityRef, LinkIntent, ROUTES } from '@onefold/contract';
import type { Account } from './http-browser.ts';
import type { ApiResponse, ApiUser } from './api-user.ts';

type Routes = typeof ROUTES;

/** Every route that changes something for the user of an access token. */
export type ChangingRoute = {
  [K in keyof Routes]: Routes[K] extends { readonly method: 'get' }
    ? never
    : Routes[K]['path'] extends `/v1/me/${string}`
      ? K
      : never;
}[keyof Routes];

/** A user for whom each of these routes would change something. */
export interface UserWithChanges {
  readonly user: ApiUser;
  /** A linked identity, whose link can be undone with `handle`. */
  readonly linked: IdentityRef;
  readonly handle: string;
  /** An intent that can be confirmed. */
  readonly ready: LinkIntent;
  /** An entry of the history. */
  readonly entry: string;
}

/** Requests of each route, in an order in which none depends on the effect of an earlier one. */
export const CHANGING_ROUTES: Readonly<Record<ChangingRoute, (of: UserWithChanges) => Promise<ApiResponse>>> = {
  createLinkIntent: ({ user }) =>
    user.call('POST', '/v1/me/link-intents', { connection: 'google-oauth2', mode: 'popup' }),
  createElevation: ({ user }) => user.call('POST', '/v1/me/elevations', { mode: 'popup' }),
  cancelLinkIntent: ({ user, ready }) => user.call('DELETE', `/v1/me/link-intents/${ready.id}`),
  setNickname: ({ user, linked }) => user.call('PATCH', identityPath(linked), { nickname: 'Stolen' }),
  // The response is the same for any id.
  dismissSuggestion: ({ user }) => user.call('DELETE', `/v1/me/suggestions/${randomUUID()}`),
  unlinkIdentity: ({ user, linked }) => user.unlink(linked),
  undo: ({ user, handle }) => user.undo(handle),
  confirmLinkIntent: ({ user, ready }) => user.confirm(ready),
  // Last: it ends the recent sign-ins that the others need.
  flagHistoryEvent: ({ user, entry }) => user.call('POST', `/v1/me/history/${entry}/flag`),
};

/** Links one account, which can be undone, and proves another one. The profile is then cached. */
export async function withChanges(user: ApiUser, linked: Account, other: Account): Promise<UserWithChanges> {
  await user.link(linked);
  const ready = await user.prove(other);
  const me = (await user.me()).body;
  const identity = me.identities.find(({ primary }) => !primary);
  const history = await user.call<{ readonly events: readonly { readonly id: string }[] }>('GET', '/v1/me/history');
  const [entry] = history.body.events;
  if (identity === undefined || me.undo === null || entry === undefined) throw new Error('Nothing was linked.');
  return { user, linked: identity, handle: me.undo.handle, ready, entry: entry.id };
}

function identityPath({ provider, user_id }: IdentityRef): string {
  return `/v1/me/identities/${[provider, user_id].map(encodeURIComponent).join('/')}`;
}
