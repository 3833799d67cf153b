import { keepSdkCookies } from './sdk-cookies';

describe('keepSdkCookies', () => {
  const names = ['auth0.client-1.organization_hint', '_legacy_auth0.client-1.organization_hint'];
  const cookie = (name: string) => document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  const clear = () => names.forEach((name) => (document.cookie = `${name}=; Path=/; Max-Age=0`));
  beforeEach(clear);
  afterEach(clear);

  it('restores a hint that another sign-in replaced or deleted', () => {
    names.forEach((name) => (document.cookie = `${name}=%22org_main%22; Path=/`));
    const restore = keepSdkCookies('client-1', document);
    document.cookie = `${names[0]}=%22org_other%22; Path=/`;
    document.cookie = `${names[1]}=; Path=/; Max-Age=0`;
    restore();
    expect(names.map(cookie)).toEqual(names.map((name) => `${name}=%22org_main%22`));
  });

  it('deletes a hint that was not there before', () => {
    const restore = keepSdkCookies('client-1', document);
    document.cookie = `${names[0]}=%22org_other%22; Path=/`;
    restore();
    expect(names.map(cookie)).toEqual([undefined, undefined]);
  });
});
