import { safeReturnPath } from './return-path';

describe('safeReturnPath', () => {
  for (const path of ['/', '/profile', '/a/b?c=d#e', '/a?next=https://evil.example', '/%2F/evil', '/a//b']) {
    it(`keeps ${path}`, () => expect(safeReturnPath(path)).toBe(path));
  }

  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    'profile',
    '',
    ' /profile',
    undefined,
    null,
    42,
  ];
  for (const value of elsewhere) {
    it(`replaces ${JSON.stringify([value])}`, () => {
      expect(safeReturnPath(value)).toBe('/');
      expect(safeReturnPath(value, '/profile')).toBe('/profile');
    });
  }
});
