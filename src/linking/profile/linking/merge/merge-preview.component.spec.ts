import { TestBed } from '@angular/core/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import type { LinkDecision, MergePreview } from '@onefold/angular';
import { MergePreviewHarness, aConnection, aMergePreview } from '@onefold/angular/testing';
import { MergePreviewComponent } from './merge-preview.component';

const google = { provider: 'google-oauth2', connection: 'google-oauth2', label: 'Google', name: 'Ada L.' };
const github = { provider: 'github', connection: 'github', label: 'GitHub' };

describe('MergePreviewComponent', () => {
  async function render(overrides: Partial<MergePreview> = {}) {
    const fixture = TestBed.createComponent(MergePreviewComponent);
    fixture.componentRef.setInput('connection', aConnection());
    fixture.componentRef.setInput('preview', aMergePreview(overrides));
    const decisions: LinkDecision[] = [];
    fixture.componentInstance.confirmed.subscribe((decision) => decisions.push(decision));
    const preview = await TestbedHarnessEnvironment.harnessForFixture(fixture, MergePreviewHarness);
    const press = async (label: string) => {
      const buttons = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent.trim() === label)?.click();
      await fixture.whenStable();
    };
    return { fixture, preview, decisions, press };
  }

  it('names both accounts with all their sign-ins, and keeps the signed-in one by default', async () => {
    const { preview } = await render({
      other: { user_id: 'google-oauth2|108', name: 'Ada L.', identities: [google, github] },
    });
    const [current = '', other = ''] = await preview.accounts();
    expect(current).toContain('This account');
    expect(current).toContain('ada@example.com');
    expect(current).toContain('Password');
    expect(current).toContain('Will be kept');
    expect(other).toContain('The other account');
    expect(other).toContain('Google');
    expect(other).toContain('GitHub');
    expect(other).toContain('Will be removed');
    expect(await preview.kept()).toBe('current');
  });

  it('marks an address that is not verified', async () => {
    const { preview } = await render({
      current: { ...aMergePreview().current, email_verified: true },
      other: { ...aMergePreview().other, email_verified: false },
    });
    const [current = '', other = ''] = await preview.accounts();
    expect(current).not.toContain('Email not verified');
    expect(other).toContain('Email not verified');
  });

  it('says if the proved sign-in belongs to another account', async () => {
    const { preview } = await render({ other: { user_id: 'github|7', identities: [github, google] } });
    expect(await preview.lead()).toContain('This Google account is already a sign-in for another account of yours');
    const { preview: single } = await render();
    expect(await single.lead()).not.toContain('is already a sign-in for');
  });

  it('marks kept and discarded values, and asks only if there is a choice', async () => {
    const { preview, decisions, press } = await render();
    expect(await preview.fields()).toEqual([
      {
        label: 'Theme',
        cells: [jasmine.stringMatching(/dark\s*Kept/s), jasmine.stringMatching(/light\s*Discarded/s)],
      },
      {
        label: 'Email',
        cells: [
          jasmine.stringMatching(/This account.*ada@example.com.*Kept/s),
          jasmine.stringMatching(/The other account.*ada@gmail.example.*Discarded/s),
        ],
      },
    ]);
    await expectAsync(preview.take('Email', 'other')).toBeRejected();
    await preview.take('Theme', 'other');
    expect((await preview.fields())[0]?.cells[1]).toMatch(/light\s*Kept/s);
    await press('Merge accounts');
    expect(decisions).toEqual([{ keep: 'current', choices: { 'user_metadata.theme': 'other' } }]);
  });

  it('explains the result before the other account is kept, and uses its values', async () => {
    const { preview, decisions, press } = await render();
    expect(await preview.outcome()).toContain('You’ll stay signed in');
    await preview.keep('other');
    expect(await preview.kept()).toBe('other');
    expect(await preview.outcome()).toContain('This one will be removed, and you’ll sign in again.');
    expect((await preview.fields()).map(({ cells }) => cells[0])).toEqual([
      jasmine.stringMatching('Discarded'),
      jasmine.stringMatching('Discarded'),
    ]);
    await press('Merge and sign in again');
    expect(decisions).toEqual([{ keep: 'other', choices: { 'user_metadata.theme': 'other' } }]);
  });

  it('warns of application data of the removed account only', async () => {
    const { preview } = await render({ application_data: { current: true, other: false } });
    expect(await preview.outcome()).not.toContain('permissions');
    await preview.keep('other');
    expect(await preview.outcome()).toContain('permissions');
  });

  it('marks a metadata key, which has no translation, as text in an unknown language', async () => {
    const { fixture } = await render({
      fields: [
        { key: 'user_metadata.theme', current: 'dark', rule: 'choose' },
        { key: 'user_metadata.bonusLevel', current: 'gold', rule: 'choose' },
      ],
    });
    const legends = [...(fixture.nativeElement as HTMLElement).querySelectorAll('onefold-merge-field legend')];
    expect(legends.map((legend) => [legend.textContent, legend.getAttribute('lang')])).toEqual([
      ['Theme', null],
      ['Bonus Level', ''],
    ]);
  });

  it('shortens long values, and shows them in full on request', async () => {
    const list = Array.from({ length: 9 }, (_, index) => ({ index }));
    const { fixture, preview, press } = await render({
      fields: [{ key: 'user_metadata.preferences', current: list, rule: 'choose' }],
    });
    expect((await preview.fields())[0]?.cells[0]).toContain('Show all');
    await press('Show all');
    const button = (fixture.nativeElement as HTMLElement).querySelector('onefold-merge-value button');
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    expect(button?.textContent.trim()).toBe('Show less');
  });

  it('cannot be changed or confirmed again during the link', async () => {
    const { fixture, preview, decisions, press } = await render();
    expect(await preview.fixed()).toBeFalse();
    fixture.componentRef.setInput('busy', true);
    await fixture.whenStable();
    await press('Merge accounts');
    expect(await preview.fixed()).toBeTrue();
    expect(decisions).toEqual([]);
  });
});
