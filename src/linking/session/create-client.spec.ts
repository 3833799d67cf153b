import { workerUrl } from './auth0.adapter';

describe('workerUrl', () => {
  it('resolves to a file relative to the base URL on every use', () => {
    for (const path of ['worker.js', '/folder/worker.js', 'worker.js']) {
      expect(new URL(workerUrl(path, document)).href).toBe(new URL(path, document.baseURI).href);
    }
  });

  for (const path of ['https://evil.example/worker.js', '//evil.example/worker.js', 'data:text/javascript,1']) {
    it(`refuses ${path}`, () => {
      expect(() => workerUrl(path, document)).toThrowError(TypeError, /own origin/);
    });
  }
});
