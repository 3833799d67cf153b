import { portalAddress, returnAddress, returnPath } from './return-address.ts';

describe('The return address', () => {
  const config = { profilePath: '/profile', portalOrigins: ['https://portal.example', 'https://other.example'] };

  for (const path of ['/', '/settings', '/a/b?c=d&e=%2F#f', '/ü']) {
    it(`is ${path} if that was requested`, () => {
      expect(returnPath(path, config)).toBe(
        new URL(path, 'https://portal.example').href.slice('https://portal.example'.length),
      );
    });
  }

  for (const requested of [
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
    it(`is the profile page for ${JSON.stringify(requested)}`, () => {
      expect(returnPath(requested, config)).toBe('/profile');
    });
  }

  it('leads to the portal where the intent began, or to the first one if none is known', () => {
    const return_to = returnAddress('/settings?tab=1', 'https://other.example', config);
    expect(portalAddress({ id: 'new', return_to }, config)).toBe('https://other.example/settings?tab=1&intent=new');
    expect(returnAddress('//evil.example', undefined, config)).toBe('https://portal.example/profile');
  });

  it('leads to the first portal if the portal of the intent is no longer configured', () => {
    expect(portalAddress({ id: 'new', return_to: 'https://gone.example/settings' }, config)).toBe(
      'https://portal.example/settings?intent=new',
    );
  });

  it('leads to the first portal, and names the intent', () => {
    expect(portalAddress({ id: 'new', return_to: '/settings?intent=old&tab=1#top' }, config)).toBe(
      'https://portal.example/settings?intent=new&tab=1#top',
    );
  });
});
