import { Location } from '@angular/common';
import { createEnvironmentInjector, DOCUMENT, type EnvironmentInjector, inject, Injectable } from '@angular/core';
import type { HistoryPage, HistoryQuery, Me, UnlinkRequest } from '@onefold/contract';
import { readInterrupted } from './interrupted-login';
import { LinkingServerClient, type RequestOptions } from './linking-server.client';
import { toProfile } from './to-profile';
import { throwError } from 'rxjs';
import {
  AppUrl,
  AuthService,
  ɵcodeUnavailable as codeUnavailable,
  type HistoryFile,
  identityKey,
  type IdentityRef,
  type InterruptedChange,
  type LinkableConnection,
  type LinkAttempt,
  LinkingGateway,
  type LinkingServerApi,
  type LinkRequest,
  onefoldError,
  type OnefoldError,
  type OnefoldErrorCode,
  type Profile,
} from '@onefold/angular';
import { ɵdeferredAttempt as deferredAttempt, ɵparseConnections as parseConnections } from '@onefold/angular/linking';

/** Errors after which the identity may be unlinked although the response failed or was lost. */
const UNKNOWN_OUTCOME: ReadonlySet<OnefoldErrorCode> = new Set(['server_error', 'identity_gone']);

/**
 * Links and unlinks through the linking server. The sign-ins happen between a window (or this page) and the server, and
 * no value from this page decides what is linked.
 */
@Injectable()
export class ServerGateway extends LinkingGateway implements LinkingServerApi {
  private readonly client = inject(LinkingServerClient);
  private readonly auth = inject(AuthService);
  private readonly location = inject(Location);
  private readonly appUrl = inject(AppUrl);
  private readonly parts = { client: this.client, auth: this.auth, document: inject(DOCUMENT), appUrl: this.appUrl };
  /** The last response and its user, kept for its `ETag`. */
  private known: { readonly subject: string; readonly etag: string | null; readonly me: Me } | null = null;
  private showConnections: ((connections: readonly LinkableConnection[]) => void) | undefined;
  private readonly firstConnections = new Promise<readonly LinkableConnection[]>(
    (resolve) => (this.showConnections = resolve),
  );

  override async profile(): Promise<Profile> {
    const subject = this.auth.user()?.sub ?? '';
    const known = this.known?.subject === subject ? this.known : null;
    const response = await this.client.me(known?.etag ?? null);
    const me = response ? response.me : (known?.me ?? null);
    const profile = toProfile(me);
    if (subject !== '' && profile.user_id !== subject) {
      throw onefoldError('session_changed', 'The linking server’s response is about a different user.', null);
    }
    if (me) {
      this.known = { subject, etag: response ? response.etag : (known?.etag ?? null), me };
      this.showConnections?.(parseConnections(me.connections));
    }
    return profile;
  }

  /** Part of the first profile response, so that one request is enough. */
  override connections(): Promise<readonly LinkableConnection[]> {
    return this.firstConnections;
  }

  override begin(request: LinkRequest): LinkAttempt {
    return deferredAttempt(
      request,
      loadAttempt().then(({ ServerLinkAttempt }) => ServerLinkAttempt.begin(this.parts, request)),
    );
  }

  override async resume(): Promise<LinkAttempt | InterruptedChange | null> {
    const interrupted = readInterrupted(this.location, this.appUrl);
    if (!interrupted) return null;
    const { ServerLinkAttempt, resumeLogin } = await loadAttempt();
    const resumed = await resumeLogin(this.client, interrupted);
    if (!resumed || 'kind' in resumed) return resumed;
    const { intent, failure } = resumed;
    return failure ? failedAttempt(intent.connection, failure) : ServerLinkAttempt.resume(this.parts, intent);
  }

  override async unlink(identity: IdentityRef, window: Window | null, request: UnlinkRequest): Promise<Profile> {
    const login = { window, change: { kind: 'unlink', identity: refOf(identity) } } as const;
    try {
      return await this.change('DELETE', pathOf(identity), { login, params: paramsOf(request) });
    } catch (error) {
      // The profile shows whether the change succeeded anyway; if it cannot be fetched, rethrow the first failure.
      const { code } = error as { readonly code?: OnefoldErrorCode };
      const profile = code && UNKNOWN_OUTCOME.has(code) ? await this.profile().catch(() => null) : null;
      if (profile && !profile.identities.some((other) => identityKey(other) === identityKey(identity))) return profile;
      throw error;
    }
  }

  override server(): Promise<LinkingServerApi> {
    return Promise.resolve(this);
  }

  undo(handle: string): Promise<Profile> {
    const login = { window: null, change: { kind: 'undo' } } as const;
    return this.change('POST', `/undo/${encodeURIComponent(handle)}`, { login });
  }

  setNickname(identity: IdentityRef, nickname: string | null): Promise<Profile> {
    return this.change('PATCH', pathOf(identity), { body: { nickname } });
  }

  async dismissSuggestion(id: string): Promise<Profile> {
    await this.client.send('DELETE', `/suggestions/${encodeURIComponent(id)}`);
    return this.profile();
  }

  history(query: Partial<Omit<HistoryQuery, 'format'>>): Promise<HistoryPage> {
    return this.client.send('GET', '/history', { params: paramsOf(query) });
  }

  async exportHistory(format: 'json' | 'csv'): Promise<HistoryFile> {
    return (await loadHistoryRequests()).exportHistory(this.client, format);
  }

  async flagEvent(id: string): Promise<void> {
    return (await loadHistoryRequests()).flagEvent(this.client, id);
  }

  private async change(method: string, path: string, options: RequestOptions = {}): Promise<Profile> {
    const response = await this.client.send<Me | { readonly me: Me }>(method, path, options);
    return toProfile('me' in response ? response.me : response);
  }
}

/** Creates the gateway. */
export function createGateway(parent: EnvironmentInjector): LinkingGateway {
  return createEnvironmentInjector(
    [
      { provide: LinkingServerClient, useClass: LinkingServerClient },
      { provide: ServerGateway, useClass: ServerGateway },
    ],
    parent,
    'onefold.linking-server',
  ).get(ServerGateway);
}

/** The key alone, so that no personal data is stored in the browser. */
function refOf({ provider, user_id }: IdentityRef): IdentityRef {
  return { provider, user_id };
}

function pathOf({ provider, user_id }: IdentityRef): string {
  return `/identities/${encodeURIComponent(provider)}/${encodeURIComponent(user_id)}`;
}

/** Query parameters, without those that have no value. */
function paramsOf(query: Readonly<Record<string, string | number | undefined>>): Record<string, string | number> {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params[name] = value;
  return params;
}

/** Code that only the buttons of the history need. */
function loadHistoryRequests() {
  return import('./history-requests').catch((cause: unknown) => {
    throw codeUnavailable(cause);
  });
}

/** Code that only a click or the return from a sign-in needs. */
function loadAttempt() {
  return import('./server-link-attempt').catch((cause: unknown) => {
    throw codeUnavailable(cause);
  });
}

/** A resumed attempt that had already failed: reports the reason and the connection. */
function failedAttempt(connection: LinkableConnection, error: OnefoldError): LinkAttempt {
  return {
    connection,
    progress$: throwError(() => error),
    confirm: () => Promise.reject(error),
    cancel: () => undefined,
  };
}
