import { withoutDeadLinks } from './remove-dead-links.mjs';

describe('The page of a package', () => {
  /** @param {string} target */
  const exists = (target) => target === 'docs/control.md';

  it('keeps links to files of the package, to headings and to the web', () => {
    const text = '[a](docs/control.md) [b](docs/control.md#faults) [c](#seeds) [d](https://example.com/x.md)';
    expect(withoutDeadLinks(text, exists)).toBe(text);
  });

  it('keeps only the text of links to files outside of it', () => {
    expect(withoutDeadLinks('See [deployment](../docs/deployment.md#cookies), [030](../docs/030.md).', exists)).toBe(
      'See deployment, 030.',
    );
  });
});
