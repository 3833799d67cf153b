import { onefoldError } from '@onefold/angular';
import { aCandidate, aConnection } from '@onefold/angular/testing';
import { setUpProfile } from './profile-setup.spec';

const connection = aConnection();
const candidate = aCandidate({ name: 'Ada L.', email: 'ada@gmail.example' });

describe('ProfileComponent: many links at once', () => {
  it('waits and confirms again automatically if too many users are linking', async () => {
    const { linking, profile } = await setUpProfile();
    const error = onefoldError('rate_limited', 'Too many.', null, { retryAt: new Date(Date.now() + 60_000) });
    const failed = { stage: 'failed', connection, candidate, error } as const;
    linking.linkState.set({ ...failed, retryable: true });
    const dialog = await profile.linkDialog();
    expect(await dialog?.heading()).toBe('Waiting to link this account…');
    expect(await dialog?.text()).toContain('Continues automatically in 60 seconds.');
    expect(linking.calls).not.toContain(['confirmLink']);
    Object.assign(error, { retryAt: new Date() });
    linking.linkState.set({ stage: 'confirming', connection, candidate });
    await profile.linkDialog();
    linking.linkState.set({ ...failed, retryable: true });
    await profile.linkDialog();
    expect(linking.calls.filter(([command]) => command === 'confirmLink')).toEqual([['confirmLink']]);
  });

  it('opens no window automatically if the proofs are no longer valid', async () => {
    const { linking, profile } = await setUpProfile();
    const error = onefoldError('rate_limited', 'Too many.', null, { retryAt: new Date() });
    linking.linkState.set({ stage: 'failed', connection, candidate, error, retryable: false });
    expect(await (await profile.linkDialog())?.heading()).toBe('Account not linked');
    expect(linking.calls.map(([command]) => command)).not.toContain('link');
  });
});
