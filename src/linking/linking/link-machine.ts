import { DestroyRef, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { LinkDecision } from '@onefold/contract';
import { BehaviorSubject, Subscription } from 'rxjs';
import {
  type Identity,
  identityKey,
  type InterruptedChange,
  type LinkableConnection,
  type LinkAttempt,
  type LinkMode,
  type LinkProgress,
  onefoldError,
  type OnefoldErrorCode,
  ɵtoOnefoldError as toOnefoldError,
} from '@onefold/angular';
import { LINK_WINDOW } from './sign-in-window';
import { AccountStore, subjectLost } from './account.store';
import { DisplayNames } from './display-names';
import { injectLinkingGateway } from './inject-linking-gateway';
import type { LinkState } from './link-state';

/** After these the proofs still hold, so the same confirmation may be tried again. */
const RETRYABLE_CODES: ReadonlySet<OnefoldErrorCode> = new Set([
  'rate_limited',
  'offline',
  'server_error',
  'change_in_progress',
  'elevation_cancelled',
  // After the user has reviewed the current preview.
  'preview_changed',
  // It may succeed with other choices.
  'metadata_too_large',
]);

/** The question put to the user. */
type Question = Omit<Extract<LinkState, { readonly stage: 'confirming' | 'linking' }>, 'stage'>;

/**
 * The state machine of a link attempt: which transitions are allowed, and which state the user sees.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class LinkMachine {
  private readonly gateway = injectLinkingGateway();
  private readonly account = inject(AccountStore);
  private readonly displayNames = inject(DisplayNames);
  private readonly openWindow = inject(LINK_WINDOW);
  private readonly states = new BehaviorSubject<LinkState>({ stage: 'idle' });
  private attempt: LinkAttempt | null = null;
  private decision: Partial<LinkDecision> | undefined;
  private subject: string | null = null;
  private window: Window | null = null;
  private progress = Subscription.EMPTY;
  /** The running `link()` or `confirm()`, which a second click joins. */
  private running: Promise<void> | null = null;
  private resuming: Promise<InterruptedChange | null> | null = null;
  private expiry: ReturnType<typeof setTimeout> | undefined;

  readonly state$ = this.states.asObservable();

  constructor() {
    this.account.subject$.pipe(takeUntilDestroyed()).subscribe((subject) => this.guardSubject(subject));
    inject(DestroyRef).onDestroy(() => this.leave());
  }

  link(connection: LinkableConnection, returnTo: string, mode?: LinkMode): Promise<void> {
    if (this.isUnderWay()) {
      return this.running ?? Promise.resolve();
    }
    this.leave();
    const subject = this.account.currentSubject();
    if (subject === null) {
      this.fail(connection, onefoldError('session_expired', 'No user is signed in.', null));
      return Promise.resolve();
    }
    const window = mode === 'redirect' ? null : this.openWindow();
    if (mode === 'popup' && window === null) {
      this.fail(connection, onefoldError('popup_blocked', 'The browser did not open the window.', null));
      return Promise.resolve();
    }
    this.window = window;
    this.states.next({ stage: 'proving-secondary', connection, mode: window ? 'popup' : 'redirect' });
    return this.follow(subject, this.gateway.begin({ connection, window, returnTo }));
  }

  /** If a change was interrupted instead, resolves to it, so that the page asks the user about it. */
  async resume(): Promise<InterruptedChange | null> {
    if (this.isUnderWay()) {
      await this.running;
      return null;
    }
    this.resuming ??= this.resumeOnce().finally(() => (this.resuming = null));
    return this.resuming;
  }

  /** Confirms; a retry keeps the decision. Resolves when the state is `linked` or `failed`. */
  confirm(decision = this.decision): Promise<void> {
    const state = this.states.value;
    if (state.stage === 'linking') {
      return this.running ?? Promise.resolve();
    }
    // The user must first see what has changed since: `reconsider()` shows it.
    const again = state.stage === 'failed' && state.retryable && state.error.code !== 'preview_changed';
    const ready = state.stage === 'confirming' || again;
    const { attempt } = this;
    if (!ready || !state.connection || !state.candidate || !attempt) {
      return Promise.resolve();
    }
    const { connection, candidate } = state;
    this.decision = decision;
    this.states.next({ ...facts(state), stage: 'linking', connection, candidate });
    return this.run(this.confirmAttempt(attempt, identityKey(candidate.identity)));
  }

  /** Back to the question after a failure that left the proofs as they were. */
  reconsider(): void {
    const state = this.states.value;
    if (state.stage !== 'failed' || !state.retryable || !state.connection || !state.candidate) return;
    const { connection, candidate } = state;
    this.ask({ ...facts(state), connection, candidate });
  }

  cancel(): void {
    this.leave();
    this.states.next({ stage: 'idle' });
  }

  focusWindow(): void {
    this.window?.focus();
  }

  private isUnderWay(): boolean {
    return !['idle', 'linked', 'failed'].includes(this.states.value.stage);
  }

  private async resumeOnce(): Promise<InterruptedChange | null> {
    const subject = this.account.currentSubject();
    if (subject === null) return null;
    try {
      const resumed = await this.gateway.resume();
      if (!resumed) return null;
      const superseded = this.isUnderWay() || subject !== this.account.currentSubject();
      if ('kind' in resumed) return superseded ? null : resumed;
      if (superseded) {
        resumed.cancel();
        return null;
      }
      this.leave();
      await this.follow(subject, resumed);
    } catch (error) {
      // The outcome is unknown: show the reason and let the user retry.
      this.fail(null, error);
    }
    return null;
  }

  private follow(subject: string, attempt: LinkAttempt): Promise<void> {
    this.attempt = attempt;
    this.subject = subject;
    return this.run(
      new Promise<void>((resolve) => {
        this.progress = attempt.progress$.subscribe({
          next: (progress) => this.show(attempt.connection, progress),
          error: (error: unknown) => {
            this.fail(attempt.connection, error);
            resolve();
          },
          complete: resolve,
        });
        this.progress.add(resolve);
      }),
    );
  }

  private show(begun: LinkableConnection, reached: LinkProgress): void {
    const connection = this.displayNames.connection(begun);
    const progress = this.displayNames.progress(reached);
    if (progress.stage === 'ready') {
      this.ask({ ...progress, connection });
    } else {
      this.states.next({ ...progress, connection });
    }
  }

  /** Asks for the confirmation while the proofs are valid. */
  private ask(question: Question): void {
    this.states.next({ ...question, stage: 'confirming' });
    clearTimeout(this.expiry);
    if (!question.expiresAt) return;
    this.expiry = setTimeout(() => {
      const { stage } = this.states.value;
      if (stage === 'confirming')
        this.fail(question.connection, onefoldError('proof_expired', 'The confirmation timed out.', null));
    }, question.expiresAt.getTime() - Date.now());
  }

  private async confirmAttempt(attempt: LinkAttempt, key: string): Promise<void> {
    try {
      const identities = await this.account.mutate(() => attempt.confirm(this.decision));
      if (attempt === this.attempt) {
        this.finish(attempt.connection, identities, key);
      }
    } catch (error) {
      if (attempt === this.attempt) {
        this.fail(attempt.connection, error);
      } else if (toOnefoldError(error).code === 'outcome_unknown') {
        await this.account.load();
      }
      // Any other failure of an abandoned attempt changed nothing.
    }
  }

  private finish(connection: LinkableConnection, identities: readonly Identity[], key: string): void {
    const identity = identities.find((candidate) => identityKey(candidate) === key);
    this.attempt = null;
    if (identity) {
      this.states.next({ stage: 'linked', connection, identity });
    } else {
      this.fail(connection, onefoldError('unexpected', 'The linked identity is not in the answer.', identities));
    }
  }

  private fail(connection: LinkableConnection | null, cause: unknown): void {
    const state = this.states.value;
    const error = toOnefoldError(cause);
    const candidate = 'candidate' in state ? state.candidate : null;
    const retryable = state.stage === 'linking' && RETRYABLE_CODES.has(error.code);
    if (!retryable) {
      this.leave();
    }
    const changed = error.code === 'preview_changed' && error.preview ? { preview: error.preview } : undefined;
    this.states.next({
      ...facts(state),
      ...changed,
      stage: 'failed',
      connection,
      error,
      candidate,
      retryable,
    });
  }

  /** Ends the flow if the user changes or signs out, here or in another tab: the proofs belong to the previous user. */
  private guardSubject(subject: string | null): void {
    if (this.attempt && this.subject !== subject) {
      const { connection } = this.attempt;
      this.leave();
      this.fail(connection, subjectLost(subject));
    }
  }

  private leave(): void {
    const { attempt } = this;
    clearTimeout(this.expiry);
    this.attempt = null;
    this.decision = undefined;
    this.window = null;
    this.progress.unsubscribe();
    attempt?.cancel();
  }

  private run(work: Promise<void>): Promise<void> {
    const running: Promise<void> = work.finally(() => {
      if (this.running === running) {
        this.running = null;
      }
    });
    this.running = running;
    return running;
  }
}

/** Extracts the question from a stage, for the next one. */
function facts(state: LinkState): Pick<Question, 'preview' | 'expiresAt'> {
  return {
    ...('preview' in state && { preview: state.preview }),
    ...('expiresAt' in state && { expiresAt: state.expiresAt }),
  };
}
