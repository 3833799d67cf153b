import { supportsNode } from './supports-node.mjs';

describe('supportsNode', () => {
  it('accepts the versions that Angular 22.2 and the tenant support', () => {
    expect(
      ['22.22.3', '22.23.0', '24.15.0', '24.21.0', '26.0.0', '27.1.2'].filter((each) => !supportsNode(each)),
    ).toEqual([]);
  });

  it('rejects older and odd-numbered versions', () => {
    expect(['18.20.0', '20.20.2', '22.22.2', '22.9.9', '23.11.0', '24.14.9', '25.9.0'].filter(supportsNode)).toEqual(
      [],
    );
  });
});
