import { picturesOf } from './picture.ts';
import type { ScreenGroup } from './screen-state.ts';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 100rem; padding: 1.5rem; }
form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 1rem; padding: .75rem 0; background: Canvas; z-index: 1; }
fieldset { display: flex; gap: .75rem; border: 1px solid GrayText; border-radius: .5rem; }
section > div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
h3 code { color: GrayText; font-weight: normal; }
figure { margin: 0; }
img { display: block; max-width: 100%; height: auto; border: 1px solid GrayText; border-radius: .5rem; }
figcaption { color: GrayText; font-size: .875rem; }
[hidden] { display: none; }
`;

const SCRIPT = `
const form = document.forms[0];
const filter = () => {
  const wanted = new FormData(form);
  const text = String(wanted.get('text')).toLowerCase();
  for (const figure of document.querySelectorAll('figure')) {
    figure.hidden = !['theme', 'width', 'direction'].every((kind) => wanted.getAll(kind).includes(figure.dataset[kind]));
  }
  for (const state of document.querySelectorAll('[data-state]')) state.hidden = !state.dataset.state.includes(text);
};
form.addEventListener('input', filter);
filter();
`;

/** The page that shows every picture beside the others of its state, with filters. */
export function indexPage(groups: readonly ScreenGroup[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Screens of Onefold</title><style>${STYLE}</style></head>
<body>
<h1>Screens of Onefold</h1>
<form>
${choices('theme', ['light', 'dark'], ['light', 'dark'])}
${choices('width', ['360', '1280'], ['360', '1280'])}
${choices('direction', ['ltr', 'rtl'], ['ltr'])}
<label>State <input name="text" type="search"></label>
</form>
${groups.map(groupSection).join('\n')}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function choices(name: string, values: readonly string[], checked: readonly string[]): string {
  const boxes = values.map((value) => {
    const state = checked.includes(value) ? ' checked' : '';
    return `<label><input type="checkbox" name="${name}" value="${value}"${state}> ${value}</label>`;
  });
  return `<fieldset><legend>${name}</legend>${boxes.join('')}</fieldset>`;
}

function groupSection({ title, states }: ScreenGroup): string {
  const sections = states.map(
    (state) => `<section data-state="${state.name} ${escaped(state.title).toLowerCase()}">
<h3 id="${state.name}">${escaped(state.title)} <code>${state.name}</code></h3>
<div>${picturesOf(state.name)
      .map(
        ({
          file,
          theme,
          width,
          direction,
        }) => `<figure data-theme="${theme}" data-width="${String(width)}" data-direction="${direction}">
<a href="${file}"><img src="${file}" alt="" loading="lazy" width="${String(width / 2)}"></a>
<figcaption>${theme}, ${String(width)}, ${direction}</figcaption></figure>`,
      )
      .join('')}</div>
</section>`,
  );
  return `<h2>${escaped(title)}</h2>\n${sections.join('\n')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
