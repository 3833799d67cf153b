import { readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import { readContract, type ApiResponse, type ApiDescription, type Contract } from './contract.ts';

/** Where Auth0's description is; without it the specs run without that check. */
const FILE = process.env['AUTH0_CONTRACT'];

/** The responses compared with the description so far. */
export interface ContractWatch {
  readonly contract: Contract;
  /** Number of compared responses by operation. */
  readonly compared: ReadonlyMap<string, number>;
  /** Violations by the responses since the last call. */
  drainProblems(): readonly string[];
  readonly compare: (received: ApiResponse) => void;
}

/** Compares the responses of every tenant in this process with Auth0's description, where there is one. */
export const contractWatch: ContractWatch | undefined = FILE === undefined ? undefined : watchResponses(FILE);

function watchResponses(file: string): ContractWatch {
  const watch = createContractWatch(JSON.parse(readFileSync(file, 'utf8')) as ApiDescription);
  listenToServers(watch);
  return watch;
}

/** Makes a watch. */
export function createContractWatch(description: ApiDescription): ContractWatch {
  const contract = readContract(description);
  const compared = new Map<string, number>();
  const problems: string[] = [];
  return {
    contract,
    compared,
    drainProblems: () => problems.splice(0),
    compare: (received) => {
      const operation = contract.operationOf(received);
      // A body that is too large reaches no operation; a response of a fault rule is not the API's.
      if (operation === undefined || received.status === 413 || received.status >= 500) return;
      compared.set(operation, (compared.get(operation) ?? 0) + 1);
      problems.push(...contract.problems(withoutRecorded(operation, received)));
    },
  };
}

/** Where recorded responses contradict the description, and take precedence. */
function withoutRecorded(operation: string, received: ApiResponse): ApiResponse {
  if (RECORDED_BODY.has(operation) && received.status === 202) return { ...received, text: '' };
  const dropped = RECORDED_NAMES[operation];
  if (dropped === undefined || received.text === '') {
    return received.status === 200 ? { ...received, status: RECORDED_STATUS[operation] ?? 200 } : received;
  }
  const value = JSON.parse(received.text, (name, member: unknown) =>
    dropped.includes(name) ? undefined : member,
  ) as unknown;
  return { ...received, text: JSON.stringify(value) };
}

/** Described as 201, recorded as 200. */
const RECORDED_STATUS: Readonly<Record<string, number>> = { 'patch /resource-servers/{id}': 201 };
/** Described without a body, recorded with one. */
const RECORDED_BODY = new Set([
  ...['delete /connections/{id}', 'delete /sessions/{id}', 'delete /users/{user_id}/sessions'],
  'delete /users/{user_id}/refresh-tokens',
]);
/** Members of recorded responses that the description lacks or describes differently. */
const RECORDED_NAMES: Readonly<Record<string, readonly string[]>> = {
  'get /connections': ['enabled_clients'],
  'post /connections': ['enabled_clients'],
  'get /connections/{id}': ['enabled_clients'],
  'patch /connections/{id}': ['enabled_clients'],
  'get /clients/{id}/connections': ['enabled_clients'],
  'post /clients': ['client_authentication_methods', 'signed_request_object'],
  'post /resource-servers': ['token_encryption'],
};

type Send = (this: ServerResponse, ...given: unknown[]) => unknown;

/** Compares what any HTTP server of this process sends to any caller: a `fetch`, an SDK, another process. */
function listenToServers({ compare }: ContractWatch): void {
  const prototype: object = ServerResponse.prototype;
  const original = (name: 'write' | 'end') => Reflect.get(prototype, name) as Send;
  const [write, end] = [original('write'), original('end')];
  const bodies = new WeakMap<ServerResponse, Buffer[]>();
  const keep = (response: ServerResponse, chunk: unknown) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    const chunks = bodies.get(response) ?? [];
    bodies.set(response, [...chunks, Buffer.from(chunk as Uint8Array)]);
  };
  const patched = {
    write(this: ServerResponse, ...given: unknown[]): unknown {
      keep(this, given[0]);
      return write.apply(this, given);
    },
    end(this: ServerResponse, ...given: unknown[]): unknown {
      keep(this, given[0]);
      const { method = '', url = '' } = this.req;
      const [, path] = /^\/api\/v2(\/[^?]*)/.exec(url) ?? [];
      const text = Buffer.concat(bodies.get(this) ?? []).toString();
      if (path !== undefined) compare({ method, path, status: this.statusCode, text });
      return end.apply(this, given);
    },
  };
  Object.assign(prototype, patched);
}
