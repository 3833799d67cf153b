import { safePicture } from './avatar.component';

describe('safePicture', () => {
  it('accepts https and embedded pictures', () => {
    expect(safePicture('https://cdn.example/ana.png')).toBe('https://cdn.example/ana.png');
    expect(safePicture('data:image/png;base64,AAAA')).toBe('data:image/png;base64,AAAA');
  });

  for (const picture of [
    undefined,
    '',
    'http://cdn.example/ana.png',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '/relative.png',
    'blob:https://example/1',
    'https://user:secret@cdn.example/ana.png',
  ]) {
    it(`refuses ${String(picture)}`, () => {
      expect(safePicture(picture)).toBeNull();
    });
  }
});
