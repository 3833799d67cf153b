/** `npm run translations`: adds missing texts, in order and empty, to the translations of every package. */
import { runCommand } from './run-command.mjs';

await runCommand(import.meta.url, async () => {
  const { insertMissingTexts } = await import('./languages/insert-missing.mjs');
  const added = insertMissingTexts();
  for (const line of added) console.log(line);
  console.log(added.length === 0 ? 'No text is missing.' : `Translate these ${String(added.length)} texts.`);
});
