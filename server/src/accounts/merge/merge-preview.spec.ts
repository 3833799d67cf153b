import type { Auth0User } from '../../auth0/management.ts';
import { ANA, CONNECTIONS, OTHER, testUsers } from '../testing/test-users.ts';
import { mergePreview } from './merge-preview.ts';

describe('The merge preview', () => {
  const [current, other] = testUsers();
  if (current === undefined || other === undefined) throw new Error('There are people.');
  const preview = mergePreview(current, other, { connections: CONNECTIONS, mergeableMetadata: ['theme', 'language'] });

  it('names both accounts with all their sign-ins', () => {
    expect(preview.current.user_id).toBe(ANA);
    expect(preview.other.user_id).toBe(OTHER);
    expect(preview.current.identities).toEqual([
      { provider: 'auth0', connection: 'Username-Password-Authentication', label: 'Password', name: 'Ana Lima' },
      { provider: 'github', connection: 'github', label: 'GitHub', name: 'ana-codes' },
    ]);
    expect(preview.other.identities.map(({ label }) => label)).toEqual(['Google', 'Microsoft', 'Acme']);
  });

  it('reports whether each address is verified', () => {
    const unverified = { ...other, email_verified: false };
    const { current: one, other: two } = mergePreview({ ...current, email_verified: true }, unverified, {
      connections: CONNECTIONS,
      mergeableMetadata: [],
    });
    expect([one.email_verified, two.email_verified]).toEqual([true, false]);
  });

  it('leaves out sign-ins that policy hides', () => {
    const connections = CONNECTIONS.map((each) =>
      each.name === 'github' ? { ...each, rule: 'hidden' as const } : each,
    );
    const { identities } = mergePreview(current, other, { connections, mergeableMetadata: [] }).current;
    expect(identities.map(({ label }) => label)).toEqual(['Password']);
  });

  it('lists each field that differs, and whether it can be chosen', () => {
    expect(preview.fields).toEqual([
      { key: 'email', current: 'ana@example.com', other: 'ana@gmail.example', rule: 'stays' },
      { key: 'user_metadata.theme', current: 'dark', other: 'light', rule: 'choose' },
      { key: 'user_metadata.note', current: 'mine', rule: 'stays' },
      { key: 'user_metadata.language', other: 'pt', rule: 'choose' },
      { key: 'user_metadata.private', other: { a: [1] }, rule: 'stays' },
    ]);
  });

  it('keeps its revision while the shown values are equal, regardless of their order', () => {
    const revisionOf = (one: Auth0User, two: Auth0User) =>
      mergePreview(one, two, { connections: CONNECTIONS, mergeableMetadata: ['theme', 'language'] }).revision;
    const metadata = Object.fromEntries(Object.entries(current.user_metadata).reverse());
    expect(revisionOf({ ...current, user_metadata: metadata, updated_at: '2026-11-25T09:00:00Z' }, other)).toBe(
      preview.revision,
    );
    const revisions = [
      preview.revision,
      revisionOf({ ...current, name: 'Ana Maria Lima' }, other),
      revisionOf({ ...current, user_metadata: { ...current.user_metadata, theme: 'sepia' } }, other),
      revisionOf(current, { ...other, app_metadata: {} }),
      revisionOf(current, { ...other, identities: [other.identities[0]] }),
      revisionOf(other, current),
    ];
    expect(new Set(revisions).size).toBe(revisions.length);
  });

  it('reports whether application data exists, never its content', () => {
    expect(preview.application_data).toEqual({ current: true, other: true });
    expect(JSON.stringify(preview)).not.toContain('admin');
    expect(JSON.stringify(preview)).not.toContain('gold');
  });
});
