// Takes the addresses for donations out of package-lock.json: the lock names versions and hashes, no host.

import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const one of Object.values(lock.packages)) {
  delete one.funding;
  delete one.resolved;
}
writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");
