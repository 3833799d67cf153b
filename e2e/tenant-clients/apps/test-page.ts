/** What the pages on Auth0's browser libraries without a framework have in common. */

/** The outcome of the latest action, as JSON. */
export const output = document.createElement('output');

/** JSON that the actions receive. */
export const parameters = Object.assign(document.createElement('textarea'), { ariaLabel: 'Parameters', value: '{}' });

/** A button that clears the output before it acts. */
export function button(name: string, press: (given: object) => void): HTMLButtonElement {
  const element = Object.assign(document.createElement('button'), { textContent: name });
  element.addEventListener('click', () => {
    output.textContent = '';
    press(JSON.parse(parameters.value) as object);
  });
  return element;
}

/** Shows what a library returned. */
export function show(
  error: unknown,
  { claims = null, ...result }: { readonly claims?: unknown; readonly token?: unknown; readonly appState?: unknown },
): void {
  output.textContent = JSON.stringify({ claims, ...result, ...(error === null ? {} : { error }) });
}
