import { aCandidate, aConnection } from '@onefold/angular/testing';
import { setUpProfile } from '../profile-setup.spec';

describe('LinkProgressComponent', () => {
  const connection = aConnection();

  for (const [name, stage, candidate] of [
    ['first', 'proving-secondary', null],
    ['second', 'proving-primary', aCandidate()],
  ] as const) {
    it(`says each thing once during the ${name} sign-in`, async () => {
      const { fixture, linking, profile } = await setUpProfile();
      linking.linkState.set({ stage, connection, candidate, mode: 'popup' });
      await profile.linkDialog();
      const texts = [
        ...(fixture.nativeElement as HTMLElement).querySelectorAll('onefold-link-dialog :is(h2, p, button)'),
      ]
        .map((element) => element.textContent.replace('(done)', '').trim())
        .filter((text) => text !== '');
      expect(texts.length).toBeGreaterThan(5);
      expect(texts).toEqual([...new Set(texts)]);
    });
  }

  it('no longer asks to sign in once the window has finished', async () => {
    const { linking, profile } = await setUpProfile();
    const proving = { stage: 'proving-primary', connection, candidate: aCandidate(), mode: 'popup' } as const;
    linking.linkState.set(proving);
    const dialog = await profile.linkDialog();
    expect(await dialog?.text()).toContain('One more sign-in, in the same window.');
    linking.linkState.set({ ...proving, windowFinished: true });
    expect(await dialog?.text()).toContain('Checking your sign-in…');
    expect(await dialog?.text()).not.toContain('One more sign-in');
  });
});
