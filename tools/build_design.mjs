// Builds what the pages load: one style sheet from our SCSS, the type family and htmx, all served by ourselves.
// In: src/parix/web/design/scss and node_modules. Out: src/parix/web/design/static (not in git, part of the wheel).

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const design = join(root, "src/parix/web/design");
const vendor = join(design, "static/vendor");

const FAMILY = "be-vietnam-pro";
const SUBSETS = ["vietnamese", "latin"];
const WEIGHTS = [400, 500, 600, 700];

function buildStyleSheet() {
  const built = sass.compile(join(design, "scss/parix.scss"), {
    style: "compressed",
    loadPaths: [modules],
    quietDeps: true, // Bootstrap 5.3 still uses @import; its warnings are not ours to mend
    silenceDeprecations: ["import", "global-builtin"], // with @import there is no other way to call built-ins
  });
  mkdirSync(join(design, "static/design"), { recursive: true });
  writeFileSync(join(design, "static/design/parix.css"), built.css);
}

function copyFonts() {
  const from = join(modules, "@fontsource", FAMILY);
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const name = `${FAMILY}-${subset}-${weight}-normal.woff2`;
      cpSync(join(from, "files", name), join(vendor, "fonts", name));
    }
  }
  cpSync(join(from, "LICENSE"), join(vendor, "fonts", "LICENSE"));
}

rmSync(vendor, { recursive: true, force: true });
buildStyleSheet();
copyFonts();
cpSync(join(modules, "htmx.org/dist/htmx.min.js"), join(vendor, "htmx.min.js"));
