/** Maximum size of a response in bytes: much larger than a page of 100 connections or the keys of a tenant. */
const MAX_BYTES = 8_388_608;

/**
 * `fetch` for requests to Auth0. A body larger than 8 MB, announced or not, fails while it is read, so that no response can
 * fill the memory.
 */
export async function sizeLimitedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) controller.error(new Error('The response from Auth0 is too large.'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(body.pipeThrough(limit), { status, statusText, headers });
}
