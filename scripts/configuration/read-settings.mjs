import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { inWorkspace } from '../runtime/workspace.mjs';

/** @typedef {Readonly<Record<string, string | undefined>>} Settings */

/**
 * Settings from `.env` and the environment; the environment wins, blank values count as absent.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [file]
 * @returns {Settings}
 */
export function readSettings(env = process.env, file = inWorkspace('.env')) {
  /** @type {Record<string, string>} */
  const settings = {};
  for (const source of [parseEnv(readIfExists(file)), env]) {
    for (const [name, value] of Object.entries(source)) {
      if (value !== undefined && value.trim() !== '') settings[name] = value.trim();
    }
  }
  return settings;
}

/**
 * @param {string} file
 * @returns {string}
 */
function readIfExists(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // The file is optional, but must be readable if it exists.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
