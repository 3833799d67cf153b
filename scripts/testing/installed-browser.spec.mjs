import { installedBrowser } from './installed-browser.mjs';

describe('installedBrowser', () => {
  const env = { CHROME_BIN: '/own/chrome', PATH: '/usr/local/bin:/usr/bin' };

  it('prefers CHROME_BIN, then the search path', () => {
    expect(installedBrowser(env, 'linux', () => true)).toBe('/own/chrome');
    expect(installedBrowser(env, 'linux', (path) => path === '/usr/bin/chromium')).toBe('/usr/bin/chromium');
  });

  it('prefers the headless shell', () => {
    const both = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];
    expect(installedBrowser(env, 'linux', (path) => both.includes(path))).toBe('/usr/bin/chromium-headless-shell');
  });

  it("uses the program instead of Debian's script, which would leave the browser running", () => {
    const script = '/usr/bin/chromium-headless-shell';
    const program = '/usr/lib/chromium/chromium-headless-shell';
    const both = [script, program];
    expect(installedBrowser(env, 'linux', (path) => both.includes(path))).toBe(program);
    expect(installedBrowser({ CHROME_BIN: script }, 'linux', (path) => both.includes(path))).toBe(program);
  });

  it('knows the usual folders of macOS and Windows', () => {
    expect(installedBrowser({}, 'darwin', () => true)).toContain('Google Chrome.app');
    expect(installedBrowser({ PROGRAMFILES: 'C:\\Programs' }, 'win32', () => true)).toContain('chrome.exe');
  });

  it('returns undefined without a browser', () => {
    expect(installedBrowser(env, 'linux', () => false)).toBeUndefined();
  });
});
