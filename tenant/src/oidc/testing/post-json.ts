import type { Tenant } from '../../create-tenant.ts';

/** A response of a JSON route. */
export interface JsonResponse {
  readonly status: number;
  readonly text: string;
  /** Empty if the response is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Posts JSON to a tenant. */
export async function postJson(
  { origin }: Tenant,
  path: string,
  sent: unknown,
  bearer?: string,
): Promise<JsonResponse> {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(sent),
  });
  const text = await response.text();
  return {
    ...{ status: response.status, text },
    body: (text.startsWith('{') ? JSON.parse(text) : {}) as JsonResponse['body'],
  };
}
