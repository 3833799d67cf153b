import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { withBrandMarks } from '@onefold/angular';
import { ProviderMarkComponent, fetchMark } from './provider-mark.component';

async function show(
  provider: string,
  label: string,
  connection = '',
): Promise<ComponentFixture<ProviderMarkComponent>> {
  const fixture = TestBed.createComponent(ProviderMarkComponent);
  fixture.componentRef.setInput('provider', provider);
  fixture.componentRef.setInput('label', label);
  fixture.componentRef.setInput('connection', connection);
  fixture.detectChanges();
  // Load the chunk of marks first, so that the component need not wait for it.
  await fetchMark('okta', '');
  await fixture.whenStable();
  return fixture;
}

const host = (fixture: ComponentFixture<ProviderMarkComponent>) => fixture.nativeElement as HTMLElement;
const shape = (fixture: ComponentFixture<ProviderMarkComponent>) =>
  host(fixture).querySelector('path')?.getAttribute('d');

describe('ProviderMarkComponent', () => {
  it('draws the marks of the application, by connection before provider', async () => {
    const marks = withBrandMarks({
      'acme-saml': { src: '/acme.svg' },
      samlp: { path: 'M0 0h24v24z', onLight: '#b00020' },
      'google-oauth2': { path: 'M1 1h2v2z' },
    });
    TestBed.configureTestingModule({ providers: [...marks.ɵproviders] });
    const acme = await show('samlp', 'Acme', 'acme-saml');
    expect(host(acme).querySelector('img')?.getAttribute('src')).toBe('/acme.svg');
    expect(shape(acme)).toBeUndefined();
    const other = await show('samlp', 'Other', 'other-saml');
    expect(shape(other)).toBe('M0 0h24v24z');
    expect(host(other).style.getPropertyValue('--_on-light')).toBe('#b00020');
    expect(shape(await show('google-oauth2', 'Google', 'google-oauth2'))).toBe('M1 1h2v2z');
  });

  it('draws Google at once', () => {
    const fixture = TestBed.createComponent(ProviderMarkComponent);
    fixture.componentRef.setInput('provider', 'google-oauth2');
    fixture.componentRef.setInput('label', 'Google');
    fixture.detectChanges();
    expect(shape(fixture)).toBeTruthy();
  });

  it('draws a brand in its color if the contrast suffices', async () => {
    const fixture = await show('github', 'GitHub');
    expect(shape(fixture)).toMatch(/^M12 \.297/);
    expect(host(fixture).style.getPropertyValue('--_on-light')).toBe('#181717');
    expect(host(fixture).style.getPropertyValue('--_on-dark')).toBe('');
    expect(host(fixture).getAttribute('aria-hidden')).toBe('true');
  });

  it('fetches the mark of a rarer brand, also for a custom connection', async () => {
    const okta = await show('okta', 'Okta');
    const discord = await show('oauth2', 'Discord', 'discord');
    expect(shape(okta)).toBeTruthy();
    expect(shape(discord)).toBeTruthy();
    expect(shape(discord)).not.toBe(shape(okta));
  });

  it('draws generic shapes for connections without a brand, and a letter for unknown ones', async () => {
    const database = await show('auth0', 'Email and password');
    expect(shape(database)).toBeTruthy();
    expect(host(database).hasAttribute('data-plain')).toBeTrue();
    expect(shape(await show('sms', 'Phone'))).toBeTruthy();
    const unknown = await show('oauth2', 'constructor', 'constructor');
    expect(shape(unknown)).toBeUndefined();
    expect(host(unknown).textContent.trim()).toBe('C');
  });

  it('treats Google Workspace as Google', async () => {
    expect(shape(await show('google-apps', 'Workspace'))).toBe(shape(await show('google-oauth2', 'Google')));
  });
});
