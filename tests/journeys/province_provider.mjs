// A real OpenID Connect provider for the journeys: `node province_provider.mjs PORT CLIENT SECRET REDIRECT ACCOUNTS`, where
// ACCOUNTS is JSON from the name typed at its door to the claims that it then states. Its own pages ask for name and consent.

import Provider from "oidc-provider";

const [port, clientId, secret, redirect, accounts] = process.argv.slice(2);
const known = JSON.parse(accounts);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: clientId,
      client_secret: secret,
      redirect_uris: [redirect],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: (_context, name) => (name in known ? { accountId: name, claims: () => ({ sub: name, ...known[name] }) } : undefined),
  pkce: { required: () => true },
  cookies: { keys: ["for-tests-only"] },
});

provider.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
