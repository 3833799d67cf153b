import { lastValueFrom } from 'rxjs';
import { aCandidate, aConnection, aPrimaryIdentity } from '@onefold/angular/testing';
import { onefoldError } from '../model/onefold-error';
import { DirectLinkAttempt, type SecondaryProof } from './direct-link-attempt';

describe('DirectLinkAttempt', () => {
  const proof = (seconds = 60): SecondaryProof => ({
    idToken: 'a.b.c',
    expiresAt: new Date(Date.now() + seconds * 1000),
    candidate: aCandidate(),
  });
  const linkWith = jasmine.createSpy('linkWith');
  beforeEach(() => {
    linkWith.calls.reset();
    linkWith.and.resolveTo([aPrimaryIdentity()]);
  });
  const begin = (given: SecondaryProof) =>
    new DirectLinkAttempt(aConnection(), () => Promise.resolve(given), linkWith as (p: SecondaryProof) => Promise<[]>);

  it('links with the proof, once', async () => {
    const given = proof();
    const attempt = begin(given);
    const { candidate, expiresAt } = given;
    expect(await lastValueFrom(attempt.progress$)).toEqual({ stage: 'ready', candidate, expiresAt });
    await attempt.confirm();
    await expectAsync(attempt.confirm()).toBeRejectedWith(jasmine.objectContaining({ code: 'proof_invalid' }));
    expect(linkWith).toHaveBeenCalledTimes(1);
  });

  it('keeps the proof when linking fails', async () => {
    linkWith.and.rejectWith(onefoldError('offline', 'x', null));
    const attempt = begin(proof());
    await lastValueFrom(attempt.progress$);
    await expectAsync(attempt.confirm()).toBeRejected();
    linkWith.and.resolveTo([aPrimaryIdentity()]);
    expect(await attempt.confirm()).toEqual([aPrimaryIdentity()]);
  });

  it('fails with proof_expired and sends no request if the ID token has expired', async () => {
    const attempt = begin(proof(0));
    await lastValueFrom(attempt.progress$);
    await expectAsync(attempt.confirm()).toBeRejectedWith(jasmine.objectContaining({ code: 'proof_expired' }));
    expect(linkWith).not.toHaveBeenCalled();
  });

  it('discards the proof when the user cancels', async () => {
    const attempt = begin(proof());
    await lastValueFrom(attempt.progress$);
    attempt.cancel();
    await expectAsync(attempt.confirm()).toBeRejectedWith(jasmine.objectContaining({ code: 'proof_invalid' }));
    expect(linkWith).not.toHaveBeenCalled();
  });

  it('is never ready after the user has cancelled', async () => {
    const attempt = begin(proof());
    attempt.cancel();
    const stages: string[] = [];
    attempt.progress$.subscribe(({ stage }) => stages.push(stage));
    await Promise.resolve();
    await Promise.resolve();
    expect(stages).toEqual([]);
  });
});
