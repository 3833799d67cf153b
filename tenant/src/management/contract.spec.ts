import { contractWatch, createContractWatch, type ContractWatch } from './testing/contract-watch.ts';

afterEach(() => {
  expect(contractWatch?.drainProblems() ?? []).toEqual([]);
});

afterAll(() => {
  if (contractWatch === undefined) return;
  const { contract, compared } = contractWatch;
  const count = [...compared.values()].reduce((sum, each) => sum + each, 0);
  const missing = contract.operations.filter((operation) => !compared.has(operation));
  process.stdout.write(
    `Auth0's description: ${count} answers of ${compared.size} operations compared; never asked: ${missing.join(', ')}\n`,
  );
});

describe("The comparison with Auth0's description", () => {
  const id = { type: 'string', format: 'uuid' };
  const thing = { type: 'object', required: ['id'], properties: { id }, additionalProperties: false };
  const things = {
    get: { responses: { 200: { content: { 'application/json': { schema: thing } } }, 404: {} } },
    delete: { responses: { 204: {} } },
  };
  let watch: ContractWatch;
  beforeEach(() => {
    watch = createContractWatch({ paths: { '/things/{id}': things } });
  });
  const problems = (method: string, status: number, text: string, path = '/things/1') => {
    watch.compare({ method, path, status, text });
    return watch.drainProblems();
  };

  it('accepts described responses', () => {
    expect(problems('GET', 200, '{"id":"7f4c1f0e-6a4c-4b8e-9b1a-2f1d3c4b5a69"}')).toEqual([]);
    expect(problems('GET', 404, '{"message":"gone"}')).toEqual([]);
    expect(problems('DELETE', 204, '')).toEqual([]);
    expect(problems('POST', 200, '{}')).toEqual([]);
    expect(problems('GET', 200, '{}', '/things/1/parts')).toEqual([]);
    expect([...watch.compared]).toEqual([
      ['get /things/{id}', 2],
      ['delete /things/{id}', 1],
    ]);
  });

  it('reports a missing or unknown property, a wrong format, and a status or body that is not described', () => {
    expect(problems('GET', 200, '{}')).toEqual([jasmine.stringContaining("required property 'id'")]);
    expect(problems('GET', 200, '{"id":"1","x":1}').length).toBe(2);
    expect(problems('GET', 409, '{}')).toEqual(['get /things/{id} answered 409, which is not described']);
    expect(problems('DELETE', 204, '{}')).toEqual(['delete /things/{id} answered 204 with a body']);
  });
});
