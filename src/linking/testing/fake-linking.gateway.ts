import { ReplaySubject, type Observable } from 'rxjs';
import {
  LinkingGateway,
  identityKey,
  type Identity,
  type InterruptedChange,
  type LinkAttempt,
  type LinkDecision,
  type LinkProgress,
  type LinkRequest,
  type LinkableConnection,
  type LinkingServerApi,
  type OnefoldErrorCode,
  type Profile,
} from '@onefold/angular';
import { anOnefoldError } from './an-onefold-error';
import { aConnection, aProfile, anIdentity } from './builders';

type GatewayCall = 'profile' | 'connections' | 'confirm' | 'resume' | 'unlink';

/** One scripted attempt of {@link FakeLinkingGateway}: a test controls its progress. */
export class FakeLinkAttempt implements LinkAttempt {
  private readonly steps = new ReplaySubject<LinkProgress>(1);
  readonly progress$: Observable<LinkProgress> = this.steps.asObservable();
  readonly connection: LinkableConnection;
  cancelled = false;
  /** The arguments of the calls to `confirm()`, oldest first. */
  readonly decisions: (Partial<LinkDecision> | undefined)[] = [];
  private readonly onConfirm: (attempt: FakeLinkAttempt) => Promise<readonly Identity[]>;
  /** The last progress reported. */
  latest: LinkProgress | null = null;

  constructor(
    connection: LinkableConnection,
    onConfirm: (attempt: FakeLinkAttempt) => Promise<readonly Identity[]> = () => Promise.resolve([]),
  ) {
    this.connection = connection;
    this.onConfirm = onConfirm;
  }

  /** Reports progress; `ready` completes it. */
  reach(progress: LinkProgress): void {
    this.latest = progress;
    this.steps.next(progress);
    if (progress.stage === 'ready') {
      this.steps.complete();
    }
  }

  /** Ends the attempt with the error of this code. */
  fail(code: OnefoldErrorCode): void {
    this.steps.error(anOnefoldError(code));
  }

  confirm(decision?: Partial<LinkDecision>): Promise<readonly Identity[]> {
    this.decisions.push(decision);
    return this.onConfirm(this);
  }

  cancel(): void {
    this.cancelled = true;
  }
}

/**
 * An in-memory `LinkingGateway` that links and unlinks `account` and is controlled by the test.
 *
 * @example
 * const gateway = new FakeLinkingGateway();
 * TestBed.configureTestingModule({ providers: [{ provide: LinkingGateway, useValue: gateway }] });
 * gateway.failNext('unlink', 'rate_limited');
 */
export class FakeLinkingGateway extends LinkingGateway {
  /** The result of `profile()`. `confirm` and `unlink` change it. */
  account: Profile = aProfile({ identities: [...aProfile().identities, anIdentity()] });
  linkable: readonly LinkableConnection[] = [aConnection(), aConnection({ name: 'github', label: 'GitHub' })];
  /** The result of `server()`: a linking server's operations, or `null` as in direct mode. */
  api: LinkingServerApi | null = null;
  /** The result of the next `resume()`, once. */
  interrupted: FakeLinkAttempt | InterruptedChange | null = null;
  /** Every call, in order. */
  readonly calls: GatewayCall[] = [];
  /** Every request `begin()` got. */
  readonly requests: LinkRequest[] = [];
  /** The arguments of every call to `unlink()`. */
  readonly unlinks: Parameters<LinkingGateway['unlink']>[] = [];
  /** Every attempt begun. */
  readonly attempts: FakeLinkAttempt[] = [];
  private readonly failures: { readonly call: GatewayCall; readonly code: OnefoldErrorCode }[] = [];
  private held: Promise<void> = Promise.resolve();

  /** Makes the next such call reject with the error of this code. */
  failNext(call: GatewayCall, code: OnefoldErrorCode): void {
    this.failures.push({ call, code });
  }

  /** Holds back every response from now on, until the returned function is called. */
  hold(): () => void {
    let release: (() => void) | undefined;
    this.held = new Promise<void>((resolve) => (release = resolve));
    return () => release?.();
  }

  /** The attempt that was begun last. */
  get attempt(): FakeLinkAttempt {
    const attempt = this.attempts.at(-1);
    if (!attempt) {
      throw new Error('No attempt was begun.');
    }
    return attempt;
  }

  override profile(): Promise<Profile> {
    return this.answer('profile', () => this.account);
  }

  override connections(): Promise<readonly LinkableConnection[]> {
    return this.answer('connections', () => this.linkable);
  }

  override begin(request: LinkRequest): LinkAttempt {
    this.requests.push(request);
    const attempt = this.anAttempt(request.connection);
    this.attempts.push(attempt);
    return attempt;
  }

  /** An attempt whose confirmation links its candidate, for `interrupted`. */
  anAttempt(connection: LinkableConnection): FakeLinkAttempt {
    return new FakeLinkAttempt(connection, (attempt) => this.answer('confirm', () => this.link(attempt)));
  }

  override resume(): Promise<LinkAttempt | InterruptedChange | null> {
    return this.answer('resume', () => {
      const { interrupted } = this;
      this.interrupted = null;
      return interrupted;
    });
  }

  override unlink(...args: Parameters<LinkingGateway['unlink']>): Promise<readonly Identity[]> {
    const [identity] = args;
    this.unlinks.push(args);
    return this.answer('unlink', () =>
      this.keep(this.account.identities.filter((linked) => identityKey(linked) !== identityKey(identity))),
    );
  }

  override server(): Promise<LinkingServerApi | null> {
    return Promise.resolve(this.api);
  }

  private async answer<T>(call: GatewayCall, value: () => T): Promise<T> {
    this.calls.push(call);
    const failure = this.failures.findIndex((scripted) => scripted.call === call);
    const [scripted] = failure < 0 ? [] : this.failures.splice(failure, 1);
    await this.held;
    if (scripted) {
      throw anOnefoldError(scripted.code);
    }
    return value();
  }

  private link({ latest, connection }: FakeLinkAttempt): readonly Identity[] {
    if (latest?.stage !== 'ready') {
      throw new Error('The attempt is not ready.');
    }
    const { identity, connection: name, name: person } = latest.candidate;
    return this.keep([
      ...this.account.identities,
      anIdentity({
        ...identity,
        connection: name === '' ? connection.name : name,
        profileData: { ...(person !== undefined && { name: person }) },
      }),
    ]);
  }

  private keep(identities: readonly Identity[]): readonly Identity[] {
    this.account = { ...this.account, identities };
    return identities;
  }
}
