import type { Identity } from '@onefold/angular';
import { accountAddress, accountName, identityTitle } from './account-name';

const identity = (profileData: Identity['profileData']): Identity => ({
  provider: 'github',
  user_id: '4711',
  connection: 'github',
  isSocial: true,
  primary: false,
  profileData,
});

describe('accountName', () => {
  it('prefers the name, then email, phone, nickname and username', () => {
    const account = {
      username: 'ana_l',
      nickname: 'ana',
      phone_number: '+4930',
      email: 'ana@example.com',
      name: 'Ana',
    };
    expect(accountName(account)).toBe('Ana');
    expect(accountName({ ...account, name: ' ' })).toBe('ana@example.com');
    expect(accountName({ nickname: 'ana', phone_number: '+4930' })).toBe('+4930');
    expect(accountName({ nickname: 'ana', username: 'ana_l' })).toBe('ana');
    expect(accountName({ username: 'ana_l' })).toBe('ana_l');
    expect(accountName({})).toBeNull();
  });

  it('ignores a name that reads as the address of another account', () => {
    const account = { name: 'victim@example.com', nickname: 'victim＠example.com', email: 'eve@example.net' };
    expect(accountName(account)).toBe('eve@example.net');
    expect(accountName({ ...account, email: 'victim@example.com' })).toBe('victim@example.com');
    expect(accountName({ name: 'victim@example.com', username: 'eve' })).toBe('eve');
    expect(accountName({ name: 'victim@example.com' })).toBeNull();
  });

  it('makes deceptive characters visible', () => {
    expect(accountName({ name: '\u202eanA' })).toBe('�anA');
    expect(accountAddress({ email: 'ana\u200b@example.com' })).toBe('ana�@example.com');
  });

  it('ignores a claim that is not text', () => {
    expect(accountName({ name: 42 as unknown as string, email: 'ana@example.com' })).toBe('ana@example.com');
  });
});

describe('identityTitle', () => {
  it('is the address, because several accounts may share a name', () => {
    expect(identityTitle(identity({ name: 'Ana', email: 'ana@example.com' }))).toBe('ana@example.com');
    expect(identityTitle(identity({ name: 'Ana', phone_number: '+4930' }))).toBe('+4930');
  });

  it('falls back to the name, then to the id', () => {
    expect(identityTitle(identity({ name: 'Ana' }))).toBe('Ana');
    expect(identityTitle(identity({}))).toBe('4711');
  });
});
