import { ONEFOLD_ERROR_REMEDIES, type OnefoldErrorCode, onefoldError } from '@onefold/angular';
import { errorMessage, remedyLabel } from './error-messages';

const FACTS = { connection: 'google-oauth2', email: 'ana@example.com', retryAt: new Date(), maxAge: 600 };

describe('error messages', () => {
  for (const code of Object.keys(ONEFOLD_ERROR_REMEDIES) as OnefoldErrorCode[]) {
    it(`describes ${code} once, without naming the code`, () => {
      const error = onefoldError(code as 'email_not_verified', 'for developers', null, FACTS);
      const { title, text } = errorMessage(error);
      expect(title).toMatch(/^\p{Lu}[^.]+$/u);
      expect(text).toMatch(/^\p{Lu}.+\.$/u);
      expect(text.split(/(?<=\.) /)).not.toContain(`${title}.`);
      expect(`${title} ${text}`).not.toContain(code);
      expect(`${title} ${text}`).not.toContain('for developers');
    });
  }

  it('names the unverified address', () => {
    const error = onefoldError('email_not_verified', '', null, { connection: 'github', email: 'ana@example.com' });
    expect(errorMessage(error).text).toContain('ana@example.com');
  });

  it('reports a network problem if a request got no response, even if the browser is online', () => {
    const lost = Object.assign(new Error(), { status: 0 });
    const failed = Object.assign(new Error(), { status: 503 });
    const [unreachable, problem] = [lost, failed].map((cause) =>
      errorMessage(onefoldError('server_error', 'for developers', cause)),
    );
    expect(unreachable?.text).toBe('We couldn’t reach the service. Check your network and try again.');
    expect(problem?.text).toBe('Please try again in a moment.');
  });

  it('has a button for every remedy except contacting support', () => {
    const remedies = [...new Set(Object.values(ONEFOLD_ERROR_REMEDIES))];
    expect(remedies.filter((remedy) => remedyLabel(remedy) === null)).toEqual(['contact-support']);
  });
});
