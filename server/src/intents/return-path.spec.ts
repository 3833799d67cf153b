import { portalAddress, returnPath } from './return-path.ts';

describe('The way back', () => {
  const config = { profilePath: '/profile', portalOrigins: ['https://portal.example', 'https://other.example'] };

  for (const path of ['/', '/settings', '/a/b?c=d&e=%2F#f', '/ü']) {
    it(`is ${path} where that was asked for`, () => {
      expect(returnPath(path, config)).toBe(
        new URL(path, 'https://portal.example').href.slice('https://portal.example'.length),
      );
    });
  }

  for (const asked of [
    undefined,
    '',
    'settings',
    'https://evil.example/',
    'https://portal.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/ok\r\nSet-Cookie: a=b',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /settings',
  ]) {
    it(`is the profile page for ${JSON.stringify(asked)}`, () => {
      expect(returnPath(asked, config)).toBe('/profile');
    });
  }

  it('leads to the first portal, and names the intent', () => {
    expect(portalAddress({ id: 'new', return_to: '/settings?intent=old&tab=1#top' }, config)).toBe(
      'https://portal.example/settings?intent=new&tab=1#top',
    );
  });
});
