import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** The part of an OpenAPI 3.1 document that describes the responses. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A response of the Management API. */
export interface ApiResponse {
  readonly method: string;
  /** Below `/api/v2`, without the query. */
  readonly path: string;
  readonly status: number;
  /** Empty if the response has no body. */
  readonly text: string;
}

/** The responses in an API's description. */
export interface Contract {
  /** Operations described, such as `get /users/{id}`. */
  readonly operations: readonly string[];
  /** The operation that this response is from, if it is described. */
  operationOf(received: ApiResponse): string | undefined;
  /** Violations in the response; empty if it conforms or its operation is not described. */
  problems(received: ApiResponse): readonly string[];
}

const JSON_CONTENT = 'application/json';

/** Reads a description. */
export function readContract(description: ApiDescription): Contract {
  // Auth0's own formats are only names; its schemas carry the patterns.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false });
  formats.default(ajv);
  // The usual pattern rejects hosts without a dot, such as `localhost`.
  ajv.addFormat('url', { validate: (text: string) => URL.canParse(text) });
  ajv.addSchema(overlapping(description), 'description');
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'parameters')
      .map((method) => ({ name: `${method} ${path}`, method, path, pattern: patternOf(path) })),
  );
  const find = ({ method, path }: ApiResponse) =>
    operations.find((each) => each.method === method.toLowerCase() && each.pattern.test(path));
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (pointer: string) => {
    const known = validators.get(pointer);
    const validate = known ?? ajv.compile({ $ref: `description${pointer}` });
    validators.set(pointer, validate);
    return validate;
  };
  return {
    operations: operations.map(({ name }) => name),
    operationOf: (received) => find(received)?.name,
    problems: (received) => {
      const operation = find(received);
      if (operation === undefined) return [];
      const described = description.paths[operation.path]?.[operation.method] as OperationDescription | undefined;
      const response = described?.responses[String(received.status)];
      // Every operation responds with 400 to a request that breaks its schema.
      if (response === undefined && received.status === 400) return [];
      if (response === undefined) return [`${operation.name} answered ${received.status}, which is not described`];
      if (response.content?.[JSON_CONTENT] === undefined) {
        const mayHaveBody = received.status >= 400 || received.text === '';
        return mayHaveBody ? [] : [`${operation.name} answered ${received.status} with a body`];
      }
      const parts = ['paths', operation.path, operation.method, 'responses', String(received.status)];
      const validate = validatorOf(pointerTo([...parts, 'content', JSON_CONTENT, 'schema']));
      if (validate(JSON.parse(received.text))) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message = '', params }) =>
          `${operation.name} ${received.status} at ${instancePath || '/'}: ${message} ${JSON.stringify(params)}`,
      );
    },
  };
}

interface OperationDescription {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/**
 * Accepts any of several shapes instead of exactly one: Auth0's pages by offset and by checkpoint have only optional
 * properties, so many responses match both.
 */
function overlapping<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(overlapping) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const members = Object.entries(part).map(([name, value]: [string, unknown]) => [
    name === 'oneOf' ? 'anyOf' : name,
    overlapping(value),
  ]);
  return Object.fromEntries(members) as Part;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** A JSON pointer as a URI fragment. Source: RFC 6901 §6. */
function pointerTo(parts: readonly string[]): string {
  const escaped = parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return `#/${escaped.join('/')}`;
}
