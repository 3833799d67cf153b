/**
 * `npm run attack:prove`: switches off one defense of the server after the other, each in a copy of it, and checks that its
 * attacks succeed and its specs fail. The last line is JSON: `{"defenses": n, "attacked": n, "specified": n, "undetected": n}`; some
 * defenses have attacks and specs. `-- WORD` selects the defenses whose name contains the word.
 */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { MUTATIONS, needsPortal, proveDefenses } = await import('../e2e/attack/prove/prove-defenses.ts');
  const word = process.argv[2] ?? '';
  const chosen = MUTATIONS.filter(({ defense }) => defense.includes(word));
  const { PORTAL_FOLDER, buildPortal } = await import('./portal/build-portal.mjs');
  if (chosen.some(needsPortal)) {
    await buildPortal();
    const { findBrowser } = await import('./testing/find-browser.mjs');
    process.env['CHROME_BIN'] = await findBrowser();
  }
  const proofs = await proveDefenses(chosen, PORTAL_FOLDER, ({ defense, detected, evidence }) => {
    const text = evidence.replaceAll(/\s+/g, ' ').slice(0, detected ? 300 : 1500);
    console.log(`${detected ? 'noticed' : 'UNDETECTED'}  ${defense.padEnd(62)} ${text}`);
  });
  const undetected = proofs.filter(({ detected }) => !detected).length;
  const attacked = chosen.filter(({ attacks }) => attacks !== undefined).length;
  const specified = chosen.filter(({ specs }) => specs !== undefined).length;
  console.log(JSON.stringify({ defenses: proofs.length, attacked, specified, undetected }));
  process.exitCode = undetected > 0 || proofs.length === 0 ? 1 : 0;
});
