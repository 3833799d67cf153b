import fc from 'fast-check';
import type { LinkDecision } from '@onefold/contract';
import { ProblemError } from '../../platform/problem-error.ts';
import { PROFILE_LIMIT } from '../policy/profile-size.ts';
import { userFrom } from '../testing/fake-management.ts';
import { CONNECTIONS, identity } from '../testing/test-users.ts';
import { mergePlan } from './merge-plan.ts';
import { mergePreview } from './merge-preview.ts';

const user = (id: string, user_metadata: Record<string, unknown>, app_metadata = {}) =>
  userFrom(identity('auth0', id, 'Username-Password-Authentication', { name: id }), { user_metadata, app_metadata });

const decide = (keep: LinkDecision['keep'] = 'current', choices: LinkDecision['choices'] = {}): LinkDecision => ({
  keep,
  choices,
});

const code = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
};

describe('The merge plan', () => {
  const current = user('ana', { theme: 'dark', note: 'mine' }, { role: 'admin' });
  const other = user('bea', { theme: 'light', language: 'pt', note: 'hers' }, { role: 'owner' });
  const allowed = ['theme', 'language'];

  it('keeps the values of the kept account and adds those that only the other account has', () => {
    expect(mergePlan(current, other, decide(), allowed)).toEqual({
      set: { language: 'pt' },
      before: { language: null },
    });
  });

  it('uses the chosen value regardless of which account is kept', () => {
    const choices = { 'user_metadata.theme': 'other' } as const;
    expect(mergePlan(current, other, decide('current', choices), allowed).set).toEqual({
      theme: 'light',
      language: 'pt',
    });
    expect(mergePlan(current, other, decide('other', { 'user_metadata.theme': 'current' }), allowed)).toEqual({
      set: { theme: 'dark' },
      before: { theme: 'light' },
    });
  });

  it('leaves a field empty if the account without it was chosen', () => {
    expect(mergePlan(current, other, decide('current', { 'user_metadata.language': 'current' }), allowed).set).toEqual(
      {},
    );
  });

  it('refuses choices that the preview did not offer', () => {
    for (const field of ['name', 'user_metadata.note', 'app_metadata.role', 'theme', 'user_metadata.']) {
      expect(code(() => mergePlan(current, other, decide('current', { [field]: 'other' }), allowed)))
        .withContext(field)
        .toBe('invalid_request');
    }
  });

  it('never merges keys with a meaning in JavaScript, even if they are listed', () => {
    const hostile = user(
      'eve',
      JSON.parse('{"__proto__":{"admin":true},"constructor":1,"prototype":2}') as Record<string, unknown>,
    );
    const listed = ['__proto__', 'constructor', 'prototype'];
    expect(mergePlan(current, hostile, decide(), listed).set).toEqual({});
    const choice = JSON.parse('{"user_metadata.__proto__":"other"}') as LinkDecision['choices'];
    expect(code(() => mergePlan(current, hostile, decide('current', choice), listed))).toBe('invalid_request');
    expect(
      mergePreview(current, hostile, { connections: CONNECTIONS, mergeableMetadata: listed }).fields.map(
        ({ rule }) => rule,
      ),
    ).not.toContain('choose');
  });

  it('refuses a profile that is too large for Auth0 before any call', () => {
    const large = user('lea', { theme: 'x'.repeat(PROFILE_LIMIT) });
    expect(code(() => mergePlan(user('ana', {}), large, decide(), allowed))).toBe('metadata_too_large');
    expect(
      code(() => mergePlan(user('ana', {}), large, decide('current', { 'user_metadata.theme': 'current' }), allowed)),
    ).toBe('none');
  });

  it('changes only listed keys, each to the value of one side, for any metadata', () => {
    const metadata = fc.dictionary(
      fc.oneof(fc.constantFrom('theme', 'language', 'note', '__proto__'), fc.string({ maxLength: 8 })),
      fc.oneof(fc.string(), fc.integer(), fc.constant({ a: [1] }), fc.constant([])),
      { maxKeys: 5 },
    );
    const side = fc.constantFrom('current' as const, 'other' as const);
    fc.assert(
      fc.property(metadata, metadata, side, side, (currentValues, otherValues, keep, theme) => {
        const accounts = { current: user('ana', currentValues), other: user('bea', otherValues) };
        const choices = { 'user_metadata.theme': theme };
        const { set, before } = mergePlan(accounts.current, accounts.other, decide(keep, choices), allowed);
        const kept = accounts[keep].user_metadata;
        for (const key of Object.keys(set)) {
          expect(allowed).toContain(key);
          expect<unknown[]>([currentValues[key] ?? null, otherValues[key] ?? null]).toContain(set[key]);
          expect(before[key]).toEqual(kept[key] ?? null);
        }
        const result = { ...kept, ...set }['theme'] ?? null;
        expect(result).toEqual(accounts[theme].user_metadata['theme'] ?? null);
      }),
      { numRuns: 200 },
    );
  });
});
