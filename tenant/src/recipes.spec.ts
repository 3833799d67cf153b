import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readArguments, type CliRequest } from './cli/read-arguments.ts';
import { createTenant } from './create-tenant.ts';
import { readSeed } from './seed/read-seed.ts';

const PACKAGE = fileURLToPath(new URL('../', import.meta.url));
const textOf = (name: string) => readFileSync(join(PACKAGE, name), 'utf8');
const README = textOf('README.md');
const DOCKERFILE = textOf('Dockerfile');
const MANIFEST = JSON.parse(textOf('package.json')) as { name: string; bin: Readonly<Record<string, string>> };
const COMPOSE = parse(textOf('compose.yaml')) as {
  services: { tenant: { build: string; command: string[]; ports: string[]; volumes: string[] } };
  volumes: Readonly<Record<string, unknown>>;
};

/** The README's code in a language. */
function blocks(language: string): readonly string[] {
  return [...README.matchAll(new RegExp(`^\`{3}${language}\\n([^]*?)^\`{3}`, 'gm'))].map(([, text = '']) => text);
}

/** The words of an instruction of the Dockerfile. */
function instruction(name: string): readonly string[] {
  const [, words = '[]'] =
    new RegExp(`^${name}\\s[^[]*(\\[.*\\])$`, 'm').exec(DOCKERFILE.replaceAll('\\\n', ' ')) ?? [];
  return JSON.parse(words) as string[];
}

function startOf(words: readonly string[]): Extract<CliRequest, { kind: 'start' }> {
  const request = readArguments([...words]);
  if (request.kind !== 'start') throw new Error(`Does not start: ${words.join(' ')}`);
  return request;
}

/** Starts what arguments describe, at free ports; returns the status and issuer of its discovery document. */
async function discoveryOf(words: readonly string[]): Promise<readonly [number, string]> {
  const { options } = startOf(words);
  const tenant = await createTenant({
    ...options,
    port: 0,
    ...(options.tls === undefined ? {} : { tls: { port: 0 } }),
  });
  try {
    const response = await fetch(`http://127.0.0.1:${new URL(tenant.origin).port}/.well-known/openid-configuration`);
    return [response.status, ((await response.json()) as { issuer: string }).issuer];
  } finally {
    await tenant.stop();
  }
}

describe('The code in the README', () => {
  it('is valid TypeScript, JavaScript, JSON and YAML', () => {
    for (const language of ['ts', 'js']) {
      for (const code of blocks(language)) {
        expect(() => stripTypeScriptTypes(code))
          .withContext(code)
          .not.toThrow();
      }
    }
    for (const code of blocks('json'))
      expect(() => JSON.parse(code) as unknown)
        .withContext(code)
        .not.toThrow();
    for (const code of blocks('yaml'))
      expect(() => parse(code) as unknown)
        .withContext(code)
        .not.toThrow();
    expect(['ts', 'js', 'json', 'yaml', 'sh'].map((language) => blocks(language).length > 0)).not.toContain(false);
  });

  it('has a seed that the tenant accepts', () => {
    const seeds = blocks('yaml').filter((code) => code.includes('yaml-language-server'));
    expect(seeds.length).toBe(1);
    for (const seed of seeds) expect(readSeed(seed).users.length).toBe(1);
  });

  it('has commands that the tenant understands', () => {
    const commands = [...blocks('sh'), ...blocks('yaml')].flatMap((code) => [
      ...code.matchAll(/npx @onefold\/tenant ([^\n>&]*)/g),
    ]);
    expect(commands.length).toBeGreaterThan(1);
    for (const [, words = ''] of commands)
      expect(() => startOf(words.trim().split(/\s+/)))
        .withContext(words)
        .not.toThrow();
  });
});

describe('A preset', () => {
  const presets = [...README.matchAll(/^\| ([\w. ]+?) +\| `(--[^`]+)` *\|$/gm)];

  it('exists for Angular, React, Express and Next.js', () => {
    expect(presets.map(([, name]) => name)).toEqual(['Angular', 'React with Vite', 'Express', 'Next.js']);
  });

  for (const [, name = '', words = ''] of presets) {
    it(`for ${name} starts a tenant with its client`, async () => {
      const { options } = startOf(words.split(' '));
      expect(options.clients?.map(({ client_id: id }) => id)).toEqual(['my-app']);
      expect((await discoveryOf(words.split(' ')))[0]).toBe(200);
    });
  }
});

describe('The image', () => {
  const entry = instruction('ENTRYPOINT');

  it('starts the installed program, with its own arguments or those of the compose file and of Testcontainers', async () => {
    expect(DOCKERFILE).toContain(`npm install --global ${MANIFEST.name}@`);
    expect(Object.keys(MANIFEST.bin)).toContain(String(entry[0]));
    const [, testcontainers = '[]'] = /\.withCommand\((\[[^\]]*\])\)/.exec(README) ?? [];
    const commands = [
      instruction('CMD'),
      JSON.parse(testcontainers.replaceAll("'", '"')) as string[],
      COMPOSE.services.tenant.command.filter((word) => word !== '--db' && !word.startsWith('/data')),
    ];
    for (const words of commands) {
      expect(words.length).toBeGreaterThan(0);
      const [status, issuer] = await discoveryOf([...entry.slice(1), ...words]);
      expect([status, new URL(issuer).hostname]).toEqual([200, 'localhost']);
    }
  });

  it('has one port, published at loopback only', () => {
    const { options } = startOf(entry.slice(1));
    const port = String(options.port);
    expect(DOCKERFILE).toContain(`EXPOSE ${port}\n`);
    expect(instruction('HEALTHCHECK').at(-1)).toBe(`http://127.0.0.1:${port}/.well-known/openid-configuration`);
    expect(COMPOSE.services.tenant.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(README).toContain(`.withExposedPorts({ container: ${port}, host: ${port} })`);
  });

  it('lets its user write to the volume of the database', () => {
    const { command, volumes } = COMPOSE.services.tenant;
    const [volume = '', folder = ''] = (volumes[0] ?? '').split(':');
    expect(Object.keys(COMPOSE.volumes)).toEqual([volume]);
    expect(command[command.indexOf('--db') + 1]).toBe(`${folder}/tenant.db`);
    expect(DOCKERFILE.indexOf(`chown node ${folder}\n`)).toBeLessThan(DOCKERFILE.indexOf('USER node\n'));
    expect(DOCKERFILE).toContain(`chown node ${folder}\n`);
  });
});

describe('The recipe for GitHub Actions', () => {
  it('has steps that use an action or run a command, with the tenant before the tests', () => {
    const recipe = blocks('yaml').find((code) => code.includes('actions/setup-node')) ?? '';
    const steps = parse(recipe) as readonly { uses?: string; run?: string; with?: { 'node-version': number } }[];
    expect(steps.every(({ uses, run }) => (uses ?? run) !== undefined)).toBeTrue();
    const [, base] = /^FROM node:(\d+)-/m.exec(DOCKERFILE) ?? [];
    expect(String(steps[0]?.with?.['node-version'])).toBe(String(base));
    const runs = steps.flatMap(({ run }) => run ?? []);
    const [tenant, wait, tests] = [/@onefold\/tenant/, /wait-on/, /npm test/].map((part) =>
      runs.findIndex((run) => part.test(run)),
    );
    expect([tenant, wait, tests]).toEqual([1, 2, 3]);
    const port = startOf(/tenant (.*?) >/.exec(runs[1] ?? '')?.[1]?.split(' ') ?? []).options.port;
    expect(runs[2]).toContain(`http://localhost:${String(port)}/`);
  });
});
