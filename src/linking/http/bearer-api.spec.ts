import { apiPatternMistake, bearerApiOf } from './bearer-api';

const BASE = 'https://app.example/profile';
const targets = {
  allow: [{ url: 'https://api.example.com/api/v2/' }, { url: '/own/' }, { url: 'http://localhost:4300/api' }],
  deny: ['https://api.example.com/api/v2/public/'],
};

/** Whether a request carries the token. */
const mayCarryBearer = (...args: Parameters<typeof bearerApiOf>) => bearerApiOf(...args) !== null;

describe('bearerApiOf', () => {
  const carries = [
    'https://api.example.com/api/v2/',
    'https://api.example.com/api/v2',
    'https://api.example.com/api/v2/users/auth0%7Cada?fields=name#top',
    'https://api.example.com/api/v2/users/oauth2%7Cx%7Ca%2Fb',
    'https://API.EXAMPLE.COM/api/v2/users',
    'HTTPS://api.example.com:443/api/v2/users',
    'https://api.example.com/other/../api/v2/users',
    '/own/orders',
    'https://app.example/own',
    'http://localhost:4300/api/v2/users',
  ];
  for (const url of carries) it(`allows ${url}`, () => expect(mayCarryBearer(url, BASE, targets)).toBeTrue());

  const refused = [
    'https://api.example.com.evil/api/v2/users',
    'https://api.example.com@evil.example/api/v2/users',
    'https://user:secret@api.example.com/api/v2/users',
    '//evil.example/api/v2/users',
    '\\\\evil.example/api/v2/',
    'https://evil.example/https://api.example.com/api/v2/',
    'http://api.example.com/api/v2/users',
    'https://api.example.com:8443/api/v2/users',
    'https://api.example.com/api/v2users',
    'https://api.example.com/api/V2/users',
    'https://api.example.com/',
    'https://api.example.com/api/v2/../v3/users',
    'https://api.example.com/api/v2/%2e%2e/v3',
    'https://api.example.com/api/v2/%2e%2e%2fv3',
    'https://api.example.com/api/v2/%252e%252e%252fv3',
    'https://api.example.com/api/v2/..%5cv3',
    'https://api.example.com/api/v2/public/keys',
    'https://api.example.com/api/v2/PUBLIC/keys',
    'https://api.example.com/api/v2/%70ublic/keys',
    'https://api.example.com/api/v2//public/keys',
    'https://api.example.com/api/v2/public;a=b/keys',
    'https://api.example.com/api/v2/public%3Bx/keys',
    'https://api.example.com/api/v2/public%00/keys',
    'https://api.example.com/api/v2/x/..;/public',
    'https://localhost:4300/api',
    '/other',
    '/owned',
    'owner',
    'data:text/plain,x',
    'blob:https://api.example.com/api/v2/',
    'https://',
  ];
  for (const url of refused) it(`refuses ${url}`, () => expect(mayCarryBearer(url, BASE, targets)).toBeFalse());

  it('matches one path segment with *', () => {
    const wild = {
      allow: [{ url: 'https://api.example.com/*/orders' }],
      deny: ['https://api.example.com/*/orders/public'],
    };
    expect(mayCarryBearer('https://api.example.com/v1/orders/7', BASE, wild)).toBeTrue();
    expect(mayCarryBearer('https://api.example.com/v1/orders/public', BASE, wild)).toBeFalse();
    expect(mayCarryBearer('https://api.example.com/v1/x/orders', BASE, wild)).toBeFalse();
    expect(mayCarryBearer('https://api.example.com//orders', BASE, wild)).toBeFalse();
  });

  for (const pattern of [
    '*',
    'api.example.com',
    '//api.example.com/',
    'https://*.example.com/',
    'https://a.example/v*',
  ]) {
    it(`reports the pattern ${pattern}, and sends nothing for it`, () => {
      expect(apiPatternMistake(pattern)).toContain(pattern);
      expect(mayCarryBearer('/anything', BASE, { allow: [{ url: pattern }], deny: [] })).toBeFalse();
    });
  }

  it('rejects every URL if none is listed', () => {
    expect(mayCarryBearer('/own', BASE, { allow: [], deny: [] })).toBeFalse();
  });
});
