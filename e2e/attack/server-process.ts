/**
 * Runs a linking server (of this workspace, or of a copy without one defense) with a clock that the parent can move. Reads its
 * configuration from the environment, as every server does; `ONEFOLD_ATTACK_SERVER` names the server's module.
 */
import { pathToFileURL } from 'node:url';
import type * as Server from '@onefold/server';

const module = process.env['ONEFOLD_ATTACK_SERVER'];
if (module === undefined) throw new Error('ONEFOLD_ATTACK_SERVER names the module of the server.');

let clockOffset = 0;
process.on('message', (message: { readonly advance: number }) => {
  clockOffset += message.advance;
  process.send?.('advanced');
});
// The parent has ended or was killed.
process.once('disconnect', () => process.exit());

const { createLinkingServer, readServerConfig } = (await import(pathToFileURL(module).href)) as typeof Server;
await createLinkingServer(readServerConfig(process.env), { clock: { now: () => Date.now() + clockOffset } });
process.send?.('ready');
