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
});
