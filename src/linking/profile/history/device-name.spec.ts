import { deviceName } from './device-name';

describe('the name of a device', () => {
  for (const [userAgent, name] of [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36', 'Chrome on Linux'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari on iPhone'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['Something (Windows NT 10.0)', 'Windows'],
    ['curl/8.0', 'an unknown device'],
    [null, 'an unknown device'],
  ] as const) {
    it(`is ${name} for ${userAgent ?? 'nothing'}`, () => {
      expect(deviceName(userAgent)).toBe(name);
    });
  }
});
