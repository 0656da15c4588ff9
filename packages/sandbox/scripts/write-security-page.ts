import { readFileSync, writeFileSync } from "node:fs";
import { attackClasses } from "../attacks/all-attacks.ts";
import { securityPage } from "../attacks/security-page.ts";

// Writes the tables of docs/security.md anew: `pnpm docs:security`.
const path = new URL("../../../docs/security.md", import.meta.url);
writeFileSync(path, securityPage(readFileSync(path, "utf8"), attackClasses));
