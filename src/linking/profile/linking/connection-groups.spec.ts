import { aConnection } from '@onefold/angular/testing';
import { connectionGroups, matchesLabel } from './connection-groups';

const google = aConnection();
const acme = aConnection({ name: 'acme-corp', label: 'Acme Corporation', provider: 'samlp' });
const entra = aConnection({ name: 'waad', label: 'Microsoft Entra ID' });
const github = aConnection({ name: 'github', label: 'GitHub' });

describe('connectionGroups', () => {
  it('puts company logins last and keeps the order otherwise', () => {
    expect(connectionGroups([acme, google, entra, github])).toEqual([
      { company: false, connections: [google, github] },
      { company: true, connections: [acme, entra] },
    ]);
  });

  it('omits empty groups', () => {
    expect(connectionGroups([acme])).toEqual([{ company: true, connections: [acme] }]);
    expect(connectionGroups([])).toEqual([]);
  });
});

describe('matchesLabel', () => {
  it('finds every word anywhere, ignoring accents and case', () => {
    expect(matchesLabel(acme, 'CORP acm')).toBeTrue();
    expect(matchesLabel(aConnection({ label: 'Café Ünlü' }), 'cafe unlu')).toBeTrue();
    expect(matchesLabel(acme, 'google')).toBeFalse();
    expect(matchesLabel(acme, ' ')).toBeTrue();
  });
});
