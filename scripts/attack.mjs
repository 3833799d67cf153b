/**
 * `npm run attack`: every attack of the threat model against its own tenant, linking server and portals, in real processes.
 * `-- --target URL`: against a deployment, the attacks that change nothing, with two test accounts
 * (`ONEFOLD_ATTACK_TOKEN`, `ONEFOLD_ATTACK_OTHER_TOKEN`: an access token of each; at `npm start` its demo users sign in). `-- --json` ends with one line of JSON. Exits
 * with 1 if a defense is broken.
 */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { readAttackOptions } = await import('./attack/read-attack-options.mjs');
  const { target, json } = readAttackOptions(process.argv.slice(2));
  const { attackDeployment, attackOwnServer } = await import('../e2e/attack/attack-suite.ts');
  const { printResult, totalsOf } = await import('./attack/report.mjs');
  let results;
  if (target === undefined) {
    const { PORTAL_FOLDER, buildPortal } = await import('./portal/build-portal.mjs');
    await buildPortal();
    const { findBrowser } = await import('./testing/find-browser.mjs');
    process.env['CHROME_BIN'] = await findBrowser();
    results = await attackOwnServer({ portalFolder: PORTAL_FOLDER }, printResult);
  } else {
    const tokens = ['ONEFOLD_ATTACK_TOKEN', 'ONEFOLD_ATTACK_OTHER_TOKEN'].flatMap((name) => process.env[name] ?? []);
    results = await attackDeployment(target, tokens, printResult);
  }
  const totals = totalsOf(results);
  console.log(`${totals.held} held, ${totals.broken} broken, ${totals.notApplicable} not applicable`);
  if (json) console.log(JSON.stringify(totals));
  process.exitCode = totals.broken > 0 ? 1 : 0;
});
