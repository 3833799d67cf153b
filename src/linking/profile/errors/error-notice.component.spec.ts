import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import type { Remedy } from '@onefold/angular';
import { ErrorNoticeHarness, anOnefoldError } from '@onefold/angular/testing';
import { ErrorNoticeComponent } from './error-notice.component';

describe('ErrorNoticeComponent', () => {
  beforeEach(() => jasmine.clock().install().mockDate(new Date('2026-11-23T12:00:00Z')));
  afterEach(() => jasmine.clock().uninstall());

  async function show(code: Parameters<typeof anOnefoldError>[0]) {
    const fixture = TestBed.createComponent(ErrorNoticeComponent);
    const remedies: Remedy[] = [];
    fixture.componentInstance.remedy.subscribe((remedy) => remedies.push(remedy));
    fixture.componentRef.setInput('error', anOnefoldError(code));
    fixture.detectChanges();
    const notice = await TestbedHarnessEnvironment.harnessForFixture(fixture, ErrorNoticeHarness);
    return { fixture, notice, remedies };
  }

  it('shows the error, the remedy and the code', async () => {
    const { notice, remedies } = await show('server_error');
    expect(await notice.message()).toContain('We’re having a problem');
    expect(await notice.code()).toBe('server_error');
    expect(await notice.showsCode()).toBeTrue();
    await notice.press('Try again');
    expect(remedies).toEqual(['retry']);
  });

  for (const code of ['link_cancelled', 'elevation_cancelled', 'login_cancelled', 'window_closed'] as const) {
    it(`shows no support code for ${code}`, async () => {
      expect(await (await show(code)).notice.showsCode()).toBeFalse();
    });
  }

  it('has no button if only support can help', async () => {
    const { notice } = await show('forbidden');
    expect(await notice.actions()).toEqual([]);
  });

  it('counts down to the time from which a retry can succeed', async () => {
    const { fixture, notice, remedies } = await show('rate_limited');
    expect(await notice.countdown()).toBe('Try again in 30 seconds.');
    expect(await notice.enabled('Try again')).toBeFalse();

    jasmine.clock().tick(29_000);
    fixture.detectChanges();
    expect(await notice.countdown()).toBe('Try again in 1 second.');

    jasmine.clock().tick(1_000);
    fixture.detectChanges();
    expect(await notice.countdown()).toBe('You can try again now.');
    expect(await notice.enabled('Try again')).toBeTrue();
    await notice.press('Try again');
    expect(remedies).toEqual(['wait']);
  });

  it('retries automatically after the wait if configured to', async () => {
    const { fixture, notice, remedies } = await show('rate_limited');
    fixture.componentRef.setInput('continues', true);
    expect(await notice.countdown()).toBe('Continues automatically in 30 seconds.');
    expect(remedies).toEqual([]);
    jasmine.clock().tick(30_000);
    fixture.detectChanges();
    expect(remedies).toEqual(['wait']);
    jasmine.clock().tick(30_000);
    fixture.detectChanges();
    expect(remedies).toEqual(['wait']);
  });

  it('shows the support id and copies it together with the code', async () => {
    const { fixture, notice } = await show('server_error');
    expect(await notice.supportId()).toBeNull();
    fixture.componentRef.setInput('error', Object.assign(anOnefoldError('server_error'), { supportId: '7f3a' }));
    expect(await notice.supportId()).toBe('7f3a');
    expect(await notice.code()).toBe('server_error');
    const written = spyOn(navigator.clipboard, 'writeText').and.resolveTo();
    expect(await notice.copy()).toBe('Copied');
    expect(written.calls.allArgs()).toEqual([['server_error · 7f3a']]);
  });

  it('keeps its button unchanged if the browser denies clipboard access', async () => {
    const { notice } = await show('server_error');
    spyOn(navigator.clipboard, 'writeText').and.rejectWith(new DOMException('', 'NotAllowedError'));
    expect(await notice.copy()).toBe('Copy code');
  });
});
