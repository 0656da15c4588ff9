import { memorySkillStore, skillStoreConformance } from "@portolan/core/testing";
import { openSkillStore } from "./open-skill-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

skillStoreConformance("a folder", async () => openSkillStore({ root: temporaryFolder() }));
skillStoreConformance("the store in memory", async () => memorySkillStore());
