import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ActivityHarness, SuggestionsHarness, aProfile, aSuggestion } from '@onefold/angular/testing';
import { setUpProfile } from '../profile-setup.spec';

describe('ProfileComponent: what a linking server adds', () => {
  it('is shown with a linking server, the activity closed', async () => {
    const { fixture } = await setUpProfile((fake) => fake.profile.set(aProfile({ suggestions: [aSuggestion()] })));
    const loader = TestbedHarnessEnvironment.loader(fixture);
    expect(await (await loader.getHarness(ActivityHarness)).expanded()).toBeFalse();
    expect(await (await loader.getHarness(SuggestionsHarness)).suggestions()).toHaveSize(1);
  });

  it('is hidden without a linking server', async () => {
    const { fixture } = await setUpProfile();
    const loader = TestbedHarnessEnvironment.loader(fixture);
    expect(await loader.getHarnessOrNull(ActivityHarness)).toBeNull();
  });
});
