/** The elements of a page whose client has callbacks, and gets its tokens in the fragment. */

/** Shows the state of the client. */
export const output = document.createElement('output');
/** Parameters of the next button. */
export const parameters = Object.assign(document.createElement('textarea'), { ariaLabel: 'Parameters', value: '{}' });

type Result = {
  readonly idTokenPayload?: unknown;
  readonly accessToken?: string | undefined;
  readonly appState?: unknown;
} | null;

/** Shows the outcome of a call. */
export function show(error: unknown, result: Result): void {
  const { idTokenPayload: claims = null, accessToken: token, appState } = result ?? {};
  output.textContent = JSON.stringify({ claims, token, appState, ...(error === null ? {} : { error }) });
}

/** A button that calls the client with the parameters. */
export function button(name: string, press: (given: object) => void): HTMLButtonElement {
  const element = Object.assign(document.createElement('button'), { textContent: name });
  element.addEventListener('click', () => {
    output.textContent = '';
    press(JSON.parse(parameters.value) as object);
  });
  return element;
}
