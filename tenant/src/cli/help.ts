/** Port when none is given. */
export const DEFAULT_PORT = 4400;

/** The text of `--help`. */
export const HELP = `onefold-tenant: a local tenant that behaves like Auth0, with real link and unlink

  npx @onefold/tenant --origin http://localhost:4200 --client-id my-app
  npx @onefold/tenant --port 0 --tls-port 0 --seed seed.yaml --control --json

Listening
  --port NUMBER      port on localhost, 0 for a free one (default ${DEFAULT_PORT})
  --tls-port NUMBER  listen with TLS, too; the CA's file is for NODE_EXTRA_CA_CERTS
  --ca-dir FOLDER    keep the CA there over restarts, so that it is trusted once
  --issuer URL       issuer in tokens, if a proxy or a container's name is in front
  --host ADDRESS     address to listen at (default 127.0.0.1)
  --allow-remote     needed for an address that other machines reach: they can sign in as any user

Data
  --db FILE          SQLite file that outlives a restart (default: memory)
  --seed FILE        YAML or JSON to fill an empty tenant with (default: demo people);
                     its schema is @onefold/tenant/seed.schema.json
  --origin URL       origin of your application; may be repeated (default http://localhost:4200)
  --client-id ID     id of your application (default onefold-demo)
  --client CLIENT    another client: an id and members, separated by commas; may be repeated:
                     my-web,type=regular_web,secret=my-secret,callback=http://localhost:3000/callback
                     (type, secret, callback, logout, origin)

Behavior
  --auto-login USER  sign in this user (name, email or user_id) without a page
  --strict           reject what Auth0 rejects: unknown audiences, scopes and organizations; no control
  --control          serve /control (reset, snapshots, clock, faults) and the inspector /_inspector to this machine

Output
  --json             first line of the output is JSON: issuer, tlsIssuer, ca, control, clients, people
  --help, --version

Exit codes: 0 after a clean stop (Ctrl-C, SIGTERM), 1 when it cannot start, 2 for wrong arguments.
`;
