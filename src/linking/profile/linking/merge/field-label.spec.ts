import { fieldLabel } from './merge-field.component';

describe('fieldLabel', () => {
  for (const [key, label] of [
    ['phone_number', 'Phone'],
    ['user_metadata.theme', 'Theme'],
    ['user_metadata.dateOfBirth', 'Date of birth'],
    ['user_metadata.given_name', 'First name'],
    ['user_metadata.preferredColor', 'Preferred Color'],
    ['user_metadata.e-mail_digest', 'E mail digest'],
    ['user_metadata.', 'user_metadata.'],
    ['user_metadata.toString', 'To String'],
    ['toString', 'To String'],
  ] as const) {
    it(`calls ${key} "${label}"`, () => {
      expect(fieldLabel(key)).toBe(label);
    });
  }
});
