import { offlineManifest } from './offline-manifest.ts';

const BUILT = Buffer.from(
  JSON.stringify({
    configVersion: 1,
    timestamp: 1_700_000_000_000,
    index: '/index.html',
    assetGroups: [{ name: 'shell', urls: ['/index.html', '/main-ABCD1234.js'] }],
    hashTable: { '/index.html': 'aa', '/main-ABCD1234.js': 'bb' },
  }),
);

describe('offlineManifest', () => {
  it('names a page whose content is not compared, and changes no other file', () => {
    const { content, page } = offlineManifest(BUILT, ['<html>', 'policy']);
    expect(page).toMatch(/^\/page-[0-9a-f]{16}\.html$/);
    expect(JSON.parse(content.toString())).toEqual({
      configVersion: 1,
      timestamp: 0,
      index: page,
      assetGroups: [{ name: 'shell', urls: [page, '/main-ABCD1234.js'] }],
      hashTable: { '/main-ABCD1234.js': 'bb' },
    });
  });

  it('names the page under the sub-path the portal was built for', () => {
    const below = Buffer.from(BUILT.toString().replaceAll('"/', '"/accounts/'));
    const { content, page } = offlineManifest(below, ['<html>', 'policy']);
    expect(page).toMatch(/^\/page-[0-9a-f]{16}\.html$/);
    expect(JSON.parse(content.toString())).toEqual(
      jasmine.objectContaining({
        index: `/accounts${page}`,
        assetGroups: [{ name: 'shell', urls: [`/accounts${page}`, '/accounts/main-ABCD1234.js'] }],
      }),
    );
  });

  it('has another version if the page or its policy changes', () => {
    const versions = [
      ['a', 'p'],
      ['b', 'p'],
      ['a', 'q'],
      ['a', 'p'],
    ].map((page) => offlineManifest(BUILT, page).page);
    expect(new Set(versions).size).toBe(3);
    expect(versions[3]).toBe(versions[0] ?? '');
  });

  it('has the same version after another build of the same files', () => {
    const later = Buffer.from(BUILT.toString().replace('1700000000000', '1800000000000'));
    expect(offlineManifest(later, ['a']).content).toEqual(offlineManifest(BUILT, ['a']).content);
  });
});
