/**
 * Runs the linking server of a folder (its sources, or a copy without one defense) with a clock that the parent can move.
 * Reads its configuration from the environment, as every server does; `ONEFOLD_ATTACK_SERVER` names the folder.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Server from '@onefold/server';

const folder = process.env['ONEFOLD_ATTACK_SERVER'];
if (folder === undefined) throw new Error('ONEFOLD_ATTACK_SERVER names the folder of the server.');

let clockOffset = 0;
process.on('message', (message: { readonly advance: number }) => {
  clockOffset += message.advance;
  process.send?.('advanced');
});
// The parent has ended or was killed.
process.once('disconnect', () => process.exit());

const { createLinkingServer, readServerConfig } = (await import(
  pathToFileURL(join(folder, 'src', 'index.ts')).href
)) as typeof Server;
await createLinkingServer(readServerConfig(process.env), { clock: { now: () => Date.now() + clockOffset } });
process.send?.('ready');
