import { ReplaySubject } from 'rxjs';
import {
  onefoldError,
  type LinkableConnection,
  type Identity,
  type LinkAttempt,
  type LinkCandidate,
  type LinkProgress,
  ɵtoOnefoldError as toOnefoldError,
} from '@onefold/angular';

/**
 * The proof that the account to add belongs to the user: its verified ID token. Never logged, never stored
 * unencrypted.
 */
export interface SecondaryProof {
  readonly idToken: string;
  /** When the ID token expires. */
  readonly expiresAt: Date;
  readonly candidate: LinkCandidate;
}

/**
 * Performs the sign-ins. Reports the progress; resolves when both accounts are proved.
 *
 * @param signal Aborted when the user cancels the attempt.
 */
export type Prove = (report: (progress: LinkProgress) => void, signal: AbortSignal) => Promise<SecondaryProof>;

/** An attempt whose proofs are in the browser: direct mode. */
export class DirectLinkAttempt implements LinkAttempt {
  private readonly progress = new ReplaySubject<LinkProgress>(1);
  private readonly abort = new AbortController();
  private readonly linkWith: (proof: SecondaryProof) => Promise<readonly Identity[]>;
  private proof: SecondaryProof | null = null;
  readonly connection: LinkableConnection;
  readonly progress$ = this.progress.asObservable();

  constructor(
    connection: LinkableConnection,
    prove: Prove,
    linkWith: (proof: SecondaryProof) => Promise<readonly Identity[]>,
  ) {
    this.connection = connection;
    this.linkWith = linkWith;
    void this.run(prove);
  }

  async confirm(): Promise<readonly Identity[]> {
    const { proof } = this;
    if (!proof) {
      throw onefoldError('proof_invalid', 'The proof is missing.', null);
    }
    if (proof.expiresAt.getTime() <= Date.now()) {
      this.proof = null;
      throw onefoldError('proof_expired', 'The proof of the other account has expired.', null);
    }
    // Kept when this fails: the same proof may be used again until it expires.
    const identities = await this.linkWith(proof);
    this.proof = null;
    return identities;
  }

  cancel(): void {
    this.proof = null;
    this.abort.abort();
  }

  private async run(prove: Prove): Promise<void> {
    const { signal } = this.abort;
    try {
      const proof = await prove((progress) => this.progress.next(progress), signal);
      if (!signal.aborted) {
        this.proof = proof;
        this.progress.next({ stage: 'ready', candidate: proof.candidate, expiresAt: proof.expiresAt });
        this.progress.complete();
      }
    } catch (error) {
      // Subscribers of the progress display the error.
      this.progress.error(toOnefoldError(error));
    }
  }
}
