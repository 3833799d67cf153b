import type { LinkDecision, LinkIntent } from '@onefold/contract';
import { ReplaySubject } from 'rxjs';
import {
  type AccountChange,
  type AppUrl,
  type AuthService,
  identityKey,
  isOnefoldError,
  type LinkableConnection,
  type LinkAttempt,
  type LinkCandidate,
  type LinkProgress,
  type LinkRequest,
  onefoldError,
  type OnefoldError,
  type OnefoldErrorCode,
  type Profile,
  ɵtoOnefoldError as toOnefoldError,
} from '@onefold/angular';
import { ɵcloseWindow as closeWindow } from '@onefold/angular/linking';
import { clearLogin, saveLogin } from './interrupted-login';
import type { LinkingServerClient } from './linking-server.client';
import { loginAddress, sendToLogin, watchLogin } from './watch-login';
import { unfinished } from './resume-login';
import { toProfile } from './to-profile';

export { resumeLogin } from './resume-login';

/** Errors after which the confirmation may have taken effect. */
const UNKNOWN_OUTCOME: ReadonlySet<OnefoldErrorCode> = new Set(['server_error', 'unexpected', 'offline']);

/** Milliseconds after which the outcome counts as unknown while the server is still linking. */
const CONFIRMATION_TIMEOUT = 300_000;
/** Milliseconds between two requests for the outcome, each of which waits on the server. */
const CONFIRMATION_PAUSE = 1000;

/** Dependencies of an attempt, as parameters so that this file imports none of them. */
export interface LinkAttemptParts {
  readonly client: LinkingServerClient;
  readonly auth: Pick<AuthService, 'login'>;
  readonly document: Document;
  readonly appUrl: Pick<AppUrl, 'external'>;
}

/** An attempt that lives on the server; this page polls its progress and confirms it. */
export class ServerLinkAttempt implements LinkAttempt {
  private readonly client: LinkingServerClient;
  private readonly auth: Pick<AuthService, 'login'>;
  private readonly document: Document;
  private readonly appUrl: Pick<AppUrl, 'external'>;
  private readonly steps = new ReplaySubject<LinkProgress>(1);
  private readonly abort = new AbortController();
  private readonly window: Window | null;
  /** Set while it can still be confirmed or cancelled. */
  private intent: LinkIntent | null = null;
  readonly connection: LinkableConnection;
  readonly progress$ = this.steps.asObservable();

  private constructor(parts: LinkAttemptParts, connection: LinkableConnection, window: Window | null) {
    this.client = parts.client;
    this.auth = parts.auth;
    this.document = parts.document;
    this.appUrl = parts.appUrl;
    this.connection = connection;
    this.window = window;
  }

  /** Creates an intent and navigates the window, or this page, to its sign-ins. */
  static begin(parts: LinkAttemptParts, request: LinkRequest): ServerLinkAttempt {
    const attempt = new ServerLinkAttempt(parts, request.connection, request.window);
    void attempt.run(() => attempt.start(request));
    return attempt;
  }

  /** Resumes an intent that is pending or ready. */
  static resume(parts: LinkAttemptParts, intent: LinkIntent): ServerLinkAttempt {
    const attempt = new ServerLinkAttempt(parts, intent.connection, null);
    attempt.intent = intent;
    void attempt.run(() => Promise.resolve(intent));
    return attempt;
  }

  async confirm(decision: Partial<LinkDecision> = {}): Promise<AccountChange> {
    const { intent } = this;
    if (!intent) throw onefoldError('proof_invalid', 'There is nothing to confirm.', null);
    // Nothing is sent, so the outcome is known.
    if (!navigator.onLine) throw onefoldError('offline', 'The browser is offline.', null);
    const context = { connection: this.connection.name, email: intent.candidate?.email ?? '' };
    const confirmation = { ...decision, revision: intent.preview?.revision };
    const deadline = Date.now() + CONFIRMATION_TIMEOUT;
    const send = async () => {
      for (;;) {
        const result = await this.client.confirmLinkIntent(intent.id, confirmation, context);
        if (result) return result;
        if (Date.now() >= deadline) return this.readBack(intent, null);
        await new Promise((resolve) => setTimeout(resolve, CONFIRMATION_PAUSE));
      }
    };
    const { profile, signIn } = await send().catch(async (error: unknown) => {
      if (!isOnefoldError(error)) throw error;
      // The response was lost or damaged. The server repeats its response and does nothing twice.
      if (UNKNOWN_OUTCOME.has(error.code)) return send().catch(() => this.readBack(intent, error));
      throw error.code === 'preview_changed' ? await this.lookAgain(intent, error) : error;
    });
    clearLogin();
    if (signIn) {
      const { connection, login_hint: loginHint } = signIn;
      await this.auth.login({ connection, prompt: 'login', ...(loginHint !== undefined && { loginHint }) });
      return new Promise(() => undefined); // The page is leaving.
    }
    this.intent = null;
    return profile;
  }

  /**
   * The profile, if it shows that the confirmation took effect: a completed link is never reported as failed.
   *
   * @throws OnefoldError `outcome_unknown` unless the server shows that nothing was linked.
   */
  private async readBack(
    { id, candidate }: LinkIntent,
    error: OnefoldError | null,
  ): Promise<{ profile: Profile; signIn: null }> {
    const intent = await this.client.linkIntent(id).catch(() => null);
    const profile = await this.client
      .me(null)
      .then((answer) => answer && toProfile(answer.me))
      .catch(() => null);
    const key = candidate && identityKey(candidate.identity);
    if (profile?.identities.some((identity) => identityKey(identity) === key)) return { profile, signIn: null };
    if (error && profile && intent?.stage === 'ready') throw error;
    throw onefoldError('outcome_unknown', 'The linking server did not report the outcome.', error);
  }

  /** The current accounts for the next confirmation, or the reason why none is possible. */
  private async lookAgain(intent: LinkIntent, cause: OnefoldError): Promise<OnefoldError> {
    const now = await this.client.linkIntent(intent.id);
    if (now.stage !== 'ready') return unfinished(now);
    this.intent = now;
    return Object.assign(onefoldError('preview_changed', 'The accounts changed.', cause, { preview: now.preview }), {
      ...(cause.supportId !== undefined && { supportId: cause.supportId }),
    });
  }

  cancel(): void {
    this.abort.abort();
    this.clearProofs();
  }

  private async start({ connection, window, returnTo }: LinkRequest): Promise<LinkIntent> {
    const mode = window ? 'popup' : 'redirect';
    this.steps.next({ stage: 'proving-secondary', mode, ...(window && { windowDetached: true }) });
    const intent = await this.client.createLinkIntent({
      connection: connection.name,
      mode,
      return_to: this.appUrl.external(returnTo),
    });
    this.intent = intent;
    this.throwIfCancelled();
    const address = loginAddress(intent.start_url, await this.client.origin());
    saveLogin({ id: intent.id, kind: 'link', mode });
    if (window) {
      sendToLogin(window, address);
      return intent;
    }
    this.document.location.assign(address);
    return new Promise(() => undefined); // The page is leaving.
  }

  private async run(begin: () => Promise<LinkIntent>): Promise<void> {
    try {
      const begun = await begin();
      this.intent = begun.stage === 'ready' ? begun : await this.follow(begun);
      const { candidate, expires_in, preview, stage } = this.intent;
      if (stage !== 'ready' || !candidate) throw await this.reason(this.intent);
      this.steps.next({
        stage: 'ready',
        candidate: candidate as LinkCandidate,
        ...(preview && { preview }),
        expiresAt: new Date(Date.now() + expires_in * 1000),
      });
      this.steps.complete();
    } catch (error) {
      // Subscribers of the progress display the error.
      this.clearProofs();
      this.steps.error(toOnefoldError(error));
    }
  }

  /**
   * Why an attempt ended. A refusal of leg 1 is reported only after leg 2, or here, where leg 2 is no longer possible.
   */
  private async reason(intent: LinkIntent): Promise<OnefoldError> {
    const pending = intent.stage === 'created' || intent.stage === 'proved';
    // If this request fails, the intent expires by itself.
    const ended = pending ? await this.client.cancelLinkIntent(intent.id).catch(() => null) : intent;
    this.intent = ended ?? intent;
    if (intent.stage === 'created' && ended?.stage !== 'failed') {
      return onefoldError('window_closed', 'The window was closed.', null);
    }
    // Use the earlier candidate if the server has deleted it: it shows which leg was reached.
    return unfinished({ ...this.intent, candidate: this.intent.candidate ?? intent.candidate });
  }

  private async follow({ id }: LinkIntent): Promise<LinkIntent> {
    const page = this.document.defaultView;
    if (!page) throw onefoldError('unexpected', 'The document has no window.', null);
    let latest: Pick<LinkIntent, 'stage' | 'candidate'> = { stage: 'created', candidate: null };
    // After a reload the window may still be open, but this page has no reference to it.
    let closed = this.window === null;
    const show = (finished = false) => {
      const { stage, candidate } = latest;
      const facts = {
        mode: 'popup',
        windowDetached: true,
        ...(closed && { windowClosed: true as const }),
        ...(finished && { windowFinished: true as const }),
      } as const;
      if (stage === 'created') this.steps.next({ stage: 'proving-secondary', ...facts });
      if (stage === 'proved') {
        this.steps.next({ stage: 'proving-primary', ...facts, candidate: candidate as LinkCandidate | null });
      }
    };
    return watchLogin({
      id,
      origin: await this.client.origin(),
      window: this.window,
      page,
      signal: this.abort.signal,
      read: () => this.client.linkIntent(id),
      report: (row) => {
        latest = row;
        show();
      },
      reportFinished: () => show(true),
      reportClosed: () => {
        closed = true;
        show();
      },
    });
  }

  /** Has the server forget the proofs. Nothing has changed. */
  private clearProofs(): void {
    const { intent } = this;
    this.intent = null;
    closeWindow(this.window);
    if (!intent) return;
    clearLogin();
    if (['created', 'proved', 'ready'].includes(intent.stage)) {
      // Best effort: what cannot be cancelled now expires in ten minutes.
      this.client.cancelLinkIntent(intent.id).catch(() => undefined);
    }
  }

  private throwIfCancelled(): void {
    if (this.abort.signal.aborted) throw onefoldError('link_cancelled', 'The user left the attempt.', null);
  }
}
