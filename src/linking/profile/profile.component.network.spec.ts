import { anOnefoldError } from '@onefold/angular/testing';
import { setUpProfile } from './profile-setup.spec';

describe('ProfileComponent: without a network', () => {
  afterEach(() => window.dispatchEvent(new Event('online')));

  it('shows the offline notice until the connection is back', async () => {
    const { profile, fixture } = await setUpProfile();
    expect(await profile.networkMessage()).toBe('');
    window.dispatchEvent(new Event('offline'));
    fixture.detectChanges();
    expect(await profile.networkMessage()).toContain('You’re offline.');
    window.dispatchEvent(new Event('online'));
    fixture.detectChanges();
    expect(await profile.networkMessage()).toBe('');
  });

  it('disables actions that need the network, and enables them again', async () => {
    const { fixture } = await setUpProfile();
    const disabled = () =>
      [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLButtonElement>('button[aria-disabled="true"]')]
        .filter((button) => !button.disabled)
        .map((button) => button.ariaLabel ?? button.textContent.trim());
    expect(disabled()).toEqual([]);
    window.dispatchEvent(new Event('offline'));
    fixture.detectChanges();
    expect(disabled()).toContain('Link account');
    expect(disabled()).toContain(jasmine.stringMatching(/^Unlink /));
    window.dispatchEvent(new Event('online'));
    fixture.detectChanges();
    expect(disabled()).toEqual([]);
  });

  it('reloads automatically once the network is back', async () => {
    const { linking, fixture } = await setUpProfile();
    window.dispatchEvent(new Event('offline'));
    linking.identitiesState.set({ stage: 'failed', error: anOnefoldError('offline') });
    fixture.detectChanges();
    expect(linking.calls).not.toContain(['reload']);
    window.dispatchEvent(new Event('online'));
    fixture.detectChanges();
    expect(linking.calls).toContain(['reload']);
  });
});
