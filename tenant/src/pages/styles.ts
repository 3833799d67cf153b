/**
 * The style sheet of the login pages. Each provider has a color and a lettered mark of the tenant, so that users
 * see where they are and do not mistake a page for the real one.
 */
export const STYLES = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #eceff3);
  --soft: light-dark(#56606b, #aab4c0);
  --line: light-dark(#cfd6de, #414b57);
  --paper: light-dark(#ffffff, #1b2129);
  --hover: light-dark(#f1f4f8, #262e38);
  --back: light-dark(#eef1f5, #10141a);
  --brand: light-dark(#3f3d9e, #aba8ff);
  --on-brand: light-dark(#ffffff, #14132e);
  --letter: '1';
}
.brand-google { --brand: light-dark(#1a57c2, #9cc0ff); --on-brand: light-dark(#ffffff, #0b1f45); --letter: 'G'; }
.brand-github { --brand: light-dark(#24292f, #d5dbe3); --on-brand: light-dark(#ffffff, #16191d); --letter: 'gh'; }
.brand-microsoft { --brand: light-dark(#0a626d, #7fd6e0); --on-brand: light-dark(#ffffff, #042a2f); --letter: 'M'; }
.brand-enterprise { --brand: light-dark(#8a2348, #ffa9c6); --on-brand: light-dark(#ffffff, #3d0a1d); --letter: 'A'; }
.brand-email { --brand: light-dark(#8a4a00, #ffc27a); --on-brand: light-dark(#ffffff, #3a1f00); --letter: '@'; }
.brand-sms { --brand: light-dark(#1d6a34, #8fdca5); --on-brand: light-dark(#ffffff, #06290f); --letter: '#'; }
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; align-items: center;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); overflow-wrap: anywhere;
}
.ribbon {
  width: 100%; padding: .35rem 1rem; font-size: .8125rem; text-align: center;
  color: light-dark(#4a3800, #ffe9b0); background: light-dark(#ffedb8, #3d3000);
  border-bottom: 1px solid light-dark(#e0c566, #6d5800);
}
main {
  width: min(26rem, 100% - 2rem); margin: clamp(1rem, 8vh, 5rem) 0 2rem; padding: 2rem 1.75rem;
  background: var(--paper); border: 1px solid var(--line); border-top: 4px solid var(--brand); border-radius: .75rem;
}
h1 { margin: 0; font-size: 1.375rem; line-height: 1.25; text-align: center; text-wrap: balance; }
.mark {
  display: grid; place-items: center; inline-size: 1.75rem; block-size: 1.75rem; flex: none; margin: 0;
  color: var(--on-brand); background: var(--brand); border-radius: .5rem; font-weight: 700; line-height: 1;
}
.mark::before { content: var(--letter); }
main > .mark { inline-size: 3rem; block-size: 3rem; margin: 0 auto 1rem; font-size: 1.5rem; border-radius: .75rem; }
.lead { margin: .35rem 0 0; text-align: center; color: var(--soft); }
.notice {
  margin: 1.25rem 0 0; padding: .75rem 1rem; border-radius: .5rem;
  color: light-dark(#7c1212, #ffc9c9); background: light-dark(#fdeaea, #3c1a1c); border: 1px solid light-dark(#e7b3b3, #74393c);
}
.fields { display: grid; gap: .25rem; margin-top: 1.5rem; }
label, legend { font-weight: 600; font-size: .9375rem; padding: 0; }
input:not([type='radio'], [type='hidden']) {
  width: 100%; min-height: 2.75rem; margin-bottom: .75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid light-dark(#7b8794, #7b8794); border-radius: .5rem;
}
fieldset { margin: 0 0 1rem; padding: 0; border: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.radio { display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; font-weight: 400; }
.radio input { inline-size: 1.25rem; block-size: 1.25rem; margin: 0; accent-color: var(--brand); }
button, a.choice { font: inherit; cursor: pointer; border-radius: .5rem; }
.fields button { min-height: 2.75rem; border: 1px solid transparent; font-weight: 600; color: var(--on-brand); background: var(--brand); }
.fields button:hover { filter: brightness(1.12); }
.policy { margin: -.25rem 0 .75rem; font-size: .8125rem; color: var(--soft); }
.policy ul { margin: 0; padding-inline-start: 1.125rem; }
.quiet { width: 100%; min-height: 2.75rem; margin-top: .75rem; color: inherit; background: none; border: 1px solid transparent; }
.quiet:hover { background: var(--hover); }
a { color: light-dark(#2b4bb3, #a9c1ff); }
.aside { margin: 1.25rem 0 0; text-align: center; }
.aside + .aside { margin-top: .25rem; }
.aside a { display: inline-block; padding: .25rem .125rem; }
.or { display: flex; align-items: center; gap: .75rem; margin: 1.25rem 0 0; color: var(--soft); }
.or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
.people { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px dashed var(--line); }
.people h2 { margin: 0; font-size: .875rem; color: var(--soft); }
.people ul { list-style: none; margin: .75rem 0 0; padding: 0; display: grid; gap: .75rem; }
.people form { margin: 0; }
.people button { margin: 0; padding-inline: .75rem; text-align: start; border-color: var(--line); background: var(--paper); }
.people button:hover { border-color: var(--brand); }
.people p { margin: .25rem 0 0; font-size: .8125rem; color: var(--soft); overflow-wrap: anywhere; }
.choices { list-style: none; margin: 1.25rem 0 0; padding: 0; display: grid; gap: .5rem; }
.choice {
  display: flex; align-items: center; gap: .75rem; width: 100%; min-height: 3rem; padding: .5rem .75rem; text-align: start;
  text-decoration: none; color: var(--ink); background: var(--paper); border: 1px solid var(--line);
}
.choice:hover { background: var(--hover); border-color: var(--brand); }
.avatar {
  display: grid; place-items: center; flex: none; inline-size: 2.5rem; block-size: 2.5rem; border-radius: 50%;
  color: var(--on-brand); background: var(--brand); font-weight: 600;
}
.who { display: grid; min-width: 0; flex: 1; line-height: 1.35; }
.who .name { font-weight: 600; }
.who .address { color: var(--soft); font-size: .875rem; }
.tag { flex: none; padding: 0 .5rem; font-size: .75rem; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem; }
.steps { margin: 1.25rem 0 0; padding-inline-start: 1.25rem; display: grid; gap: .375rem; }
.secret { font-family: ui-monospace, monospace; user-select: all; }
.mail { margin-top: 1.5rem; padding: .75rem 1rem; background: var(--hover); border: 1px dashed var(--brand); border-radius: .5rem; }
.mail p { margin: 0; color: var(--soft); }
.mail .code { font: 700 1.25rem/1.5 ui-monospace, monospace; letter-spacing: .15em; color: var(--ink); }
:focus-visible { outline: 3px solid light-dark(#1f5eff, #9dbcff); outline-offset: 2px; }
@media (max-width: 30rem) { main { width: 100%; margin: 0; padding: 1.5rem 1rem; border-width: 4px 0 1px; border-radius: 0; } }
`;
