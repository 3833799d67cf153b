import { aMergePreview } from '@onefold/angular/testing';
import { mergeDecision, isSingleSignIn, survivor, type MergeField } from './merge-decision';

describe('isSingleSignIn', () => {
  const identity = { provider: 'google-oauth2', connection: 'google-oauth2', label: 'Google' };
  const plain = aMergePreview({
    other: { user_id: 'google-oauth2|108', identities: [identity] },
    fields: [
      { key: 'email', current: 'a@example.com', other: 'b@example.com', rule: 'stays' },
      { key: 'user_metadata.theme', current: 'dark', rule: 'choose' },
    ],
    application_data: { current: true, other: false },
  });

  it('is true if the other account has only one sign-in', () => {
    expect(isSingleSignIn(plain)).toBeTrue();
  });

  for (const [reason, more] of [
    ['it has another sign-in', { other: { user_id: 'x|1', identities: [identity, identity] } }],
    ['applications keep data with it', { application_data: { current: false, other: true } }],
    ['it has a setting', { fields: [{ key: 'user_metadata.theme', other: 'light', rule: 'choose' }] }],
    ['it has a setting that gets lost', { fields: [{ key: 'user_metadata.note', other: '', rule: 'stays' }] }],
  ] as const) {
    it(`is false if ${reason}`, () => {
      expect(isSingleSignIn({ ...plain, ...more } as typeof plain)).toBeFalse();
    });
  }
});

describe('survivor', () => {
  const choose: MergeField = { key: 'user_metadata.theme', current: 'dark', other: 'light', rule: 'choose' };

  it('follows the kept account until the user chooses', () => {
    expect(survivor(choose, { keep: 'current', choices: {} })).toBe('current');
    expect(survivor(choose, { keep: 'other', choices: {} })).toBe('other');
    expect(survivor(choose, { keep: 'other', choices: { [choose.key]: 'current' } })).toBe('current');
  });

  it('takes the only value', () => {
    const field: MergeField = { key: 'user_metadata.locale', other: 'pt', rule: 'choose' };
    expect(survivor(field, { keep: 'current', choices: {} })).toBe('other');
  });

  it('takes the kept account’s value if the field allows no choice', () => {
    const field: MergeField = { ...choose, rule: 'stays' };
    expect(survivor(field, { keep: 'current', choices: { [field.key]: 'other' } })).toBe('current');
  });
});

describe('mergeDecision', () => {
  it('contains every choice the user saw, and no field without a choice', () => {
    const preview = aMergePreview({
      fields: [
        { key: 'email', current: 'a@example.com', other: 'b@example.com', rule: 'stays' },
        { key: 'user_metadata.theme', current: 'dark', other: 'light', rule: 'choose' },
        { key: 'user_metadata.locale', other: 'pt', rule: 'choose' },
      ],
    });
    expect(mergeDecision(preview, { keep: 'current', choices: { 'user_metadata.theme': 'other' } })).toEqual({
      keep: 'current',
      choices: { 'user_metadata.theme': 'other', 'user_metadata.locale': 'other' },
    });
  });
});
