import { LANGUAGES } from '../platform/languages/language.ts';
import { localizationFor } from '../platform/languages/localization.ts';
import { connectionLabel } from './describe-event.ts';

describe('connectionLabel', () => {
  const { translate } = localizationFor('de');

  it('is the configured label', () => {
    const database = { provider: 'auth0', connection: 'Username-Password-Authentication', label: 'Staff account' };
    expect(connectionLabel(database, translate)).toBe('Staff account');
  });

  for (const [connection, provider, label] of [
    ['Username-Password-Authentication', 'auth0', 'E-Mail und Passwort'],
    ['customers', 'auth0', 'E-Mail und Passwort'],
    ['email', 'email', 'E-Mail-Code'],
    ['sms', 'sms', 'Telefon (SMS)'],
    ['google-oauth2', 'google-oauth2', 'Google'],
    ['acme-saml', 'samlp', 'acme-saml'],
  ] as const) {
    it(`is "${label}" for ${connection} without a label`, () => {
      expect(connectionLabel({ provider, connection, label: connection }, translate)).toBe(label);
    });
  }

  it('is in the language of the reader', () => {
    const email = { provider: 'email', connection: 'email', label: 'email' };
    expect(new Set(LANGUAGES.map((language) => connectionLabel(email, localizationFor(language).translate))).size).toBe(
      LANGUAGES.length,
    );
  });
});
