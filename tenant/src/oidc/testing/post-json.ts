import type { Tenant } from '../../create-tenant.ts';

/** A response of a JSON route. */
export interface JsonAnswer {
  readonly status: number;
  readonly text: string;
  /** Empty if the response is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Posts JSON to a tenant. */
export async function postJson({ origin }: Tenant, path: string, sent: unknown, bearer?: string): Promise<JsonAnswer> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(sent),
  });
  const text = await answer.text();
  return {
    ...{ status: answer.status, text },
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as JsonAnswer['body'],
  };
}
