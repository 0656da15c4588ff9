import { expect, it } from "vitest";
import { soakStore } from "../testing/store-soak.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

it("loses and tears nothing when four writers are killed at random, transactions included", async () => {
  const root = temporaryFolder();
  const figures = await soakStore({ root, writers: 4, admissions: 50, killOneIn: 15, versionEvery: 10 });
  expect(figures).toMatchObject({ acknowledged: 200, lost: 0, torn: 0, problems: 0 });
  expect(figures.kills).toBeGreaterThan(2);
  expect(figures.versions).toBeGreaterThan(5);
});
