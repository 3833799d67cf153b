import { trustedWorkerUrl } from './create-client';

describe('trustedWorkerUrl', () => {
  it('resolves to a file relative to the base URL on every use', () => {
    for (const path of ['worker.js', '/folder/worker.js', 'worker.js']) {
      expect(new URL(trustedWorkerUrl(path, document)).href).toBe(new URL(path, document.baseURI).href);
    }
  });

  for (const path of ['https://evil.example/worker.js', '//evil.example/worker.js', 'data:text/javascript,1']) {
    it(`refuses ${path}`, () => {
      expect(() => trustedWorkerUrl(path, document)).toThrowError(TypeError, /own origin/);
    });
  }
});
