import type { HttpClient } from '@angular/common/http';
import { firstValueFrom, type Observable } from 'rxjs';
import {
  type OnefoldError,
  type OnefoldErrorCode,
  identityKey,
  type Identity,
  type IdentityRef,
  type Profile,
} from '@onefold/angular';
import { ɵparseIdentities as parseIdentities, ɵparseProfile as parseProfile } from '@onefold/angular/linking';
import { fromManagementApiError, type ManagementApiOperation } from './management-api-error';

/** The fields of a user that are read; everything else stays at Auth0. */
const FIELDS =
  'user_id,name,nickname,email,email_verified,phone_number,picture,created_at,updated_at,identities' as const;
/** Milliseconds until a request without a response counts as lost. */
const TIMEOUT = 30_000;

/** Errors after which the request may have succeeded although its response failed or was lost. */
const UNKNOWN_OUTCOME: ReadonlySet<OnefoldErrorCode> = new Set([
  'offline',
  'server_error',
  'unexpected',
  'already_linked',
  'identity_gone',
]);

/**
 * The three Management API operations this product needs, for one account. The bearer token comes from the
 * interceptor. All methods reject with an `OnefoldError`.
 *
 * A lost response is not yet a failure: the identities are read back, at once and again before a retry.
 */
export class ManagementApi {
  private readonly http: HttpClient;
  private readonly account: string;
  private readonly url: string;
  private readonly unresolved = new Set<string>();

  /**
   * @param base The API's base URL with a trailing slash.
   * @param account The account's `user_id`, which is the `sub` claim.
   */
  constructor(http: HttpClient, base: string, account: string) {
    this.http = http;
    this.account = account;
    this.url = `${base}users/${encodeURIComponent(account)}`;
  }

  /** Auth0: Get a User. */
  async profile(): Promise<Profile> {
    const url = `${this.url}?fields=${encodeURIComponent(FIELDS)}&include_fields=true`;
    try {
      return parseProfile(await firstValueFrom(this.http.get<unknown>(url, { timeout: TIMEOUT })));
    } catch (error) {
      // Converts HTTP failures and malformed responses to an `OnefoldError`.
      throw fromManagementApiError(error, { kind: 'read', connection: '' });
    }
  }

  /**
   * Auth0: Link a User Account, with the ID token of the account to add.
   *
   * @returns All identities, primary first.
   */
  link(identity: IdentityRef, connection: string, idToken: string): Promise<readonly Identity[]> {
    return this.mutate({ kind: 'link', connection }, identity, () =>
      this.http.post<unknown>(`${this.url}/identities`, { link_with: idToken }, { timeout: TIMEOUT }),
    );
  }

  /**
   * Auth0: Unlink a User Identity.
   *
   * @returns The remaining identities, primary first.
   */
  unlink(identity: IdentityRef): Promise<readonly Identity[]> {
    const path = `${encodeURIComponent(identity.provider)}/${encodeURIComponent(identity.user_id)}`;
    return this.mutate({ kind: 'unlink', connection: identity.provider }, identity, () =>
      this.http.delete<unknown>(`${this.url}/identities/${path}`, { timeout: TIMEOUT }),
    );
  }

  private async mutate(
    operation: ManagementApiOperation,
    identity: IdentityRef,
    send: () => Observable<unknown>,
  ): Promise<readonly Identity[]> {
    const change = `${operation.kind} ${identityKey(identity)}`;
    if (this.unresolved.has(change)) {
      const { identities } = await this.profile();
      this.unresolved.delete(change);
      if (isDone(operation, identity, identities)) {
        return identities;
      }
    }
    try {
      return parseIdentities(await firstValueFrom(send()), this.account);
    } catch (cause) {
      const error = fromManagementApiError(cause, operation);
      if (!UNKNOWN_OUTCOME.has(error.code)) {
        throw error;
      }
      return this.readBack(operation, identity, change, error);
    }
  }

  /** Returns the list if the operation took effect after all; otherwise throws its error. */
  private async readBack(
    operation: ManagementApiOperation,
    identity: IdentityRef,
    change: string,
    error: OnefoldError,
  ): Promise<readonly Identity[]> {
    this.unresolved.add(change);
    if (error.code !== 'offline') {
      const identities = await this.profile().then(
        (profile) => profile.identities,
        () => null, // The failed link or unlink is reported instead; its outcome stays unknown until the next try.
      );
      if (identities && isDone(operation, identity, identities)) {
        this.unresolved.delete(change);
        return identities;
      }
    }
    throw error;
  }
}

function isDone({ kind }: ManagementApiOperation, identity: IdentityRef, identities: readonly Identity[]): boolean {
  const linked = identities.some((other) => identityKey(other) === identityKey(identity));
  return kind === 'link' ? linked : !linked;
}
